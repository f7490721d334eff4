-- Auf dem Hauptrechner: psql -v app="'PASSWORT'" -v standby="'ANDERES PASSWORT'" -f roles.sql; ein zweites Mal setzt nur die Passwörter.
-- Das Programm selbst: nur seine Datenbank, und ob die zweite Kopie mitkommt (für die Kennzahlen).
SELECT 'CREATE ROLE selbstcheck LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'selbstcheck') \gexec
ALTER ROLE selbstcheck PASSWORD :app;
GRANT pg_read_all_stats TO selbstcheck;
SELECT $$CREATE DATABASE selbstcheck OWNER selbstcheck ENCODING 'UTF8' TEMPLATE template0$$
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'selbstcheck') \gexec
REVOKE CONNECT ON DATABASE selbstcheck FROM PUBLIC;

-- Der andere Rechner: mitschreiben, zurückkehren (pg_rewind), die zweite Kopie ein- und ausschalten.
SELECT 'CREATE ROLE standby LOGIN REPLICATION' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'standby') \gexec
ALTER ROLE standby PASSWORD :standby;
GRANT pg_monitor, pg_checkpoint TO standby;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_reload_conf() TO standby;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text, boolean, boolean) TO standby;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_stat_file(text, boolean) TO standby;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text) TO standby;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text, bigint, bigint, boolean) TO standby;
GRANT ALTER SYSTEM ON PARAMETER synchronous_standby_names TO standby;
