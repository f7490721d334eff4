@echo off
rem Startet das Dashboard unter Windows; Argumente gehen an run.py (start.bat demo).
setlocal
cd /d "%~dp0"

rem Ein Paket fuer Rechner ohne Internet passt zu genau einem Python.
set "wanted=3"
if exist wheels\made-for.txt for /f %%v in (wheels\made-for.txt) do set "wanted=%%v"

py -%wanted% --version >nul 2>&1
if not errorlevel 1 (
    py -%wanted% run.py %*
    goto done
)
python --version >nul 2>&1
if not errorlevel 1 (
    python run.py %*
    goto done
)
echo Python wurde nicht gefunden.
echo Bitte installieren Sie Python 3.11 oder neuer von https://www.python.org/downloads/
echo und setzen Sie dabei den Haken bei "Add python.exe to PATH".
pause
exit /b 1

:done
set "code=%errorlevel%"
if "%code%"=="0" exit /b 0
echo.
echo Beendet mit Code %code%. Die Meldung steht weiter oben.
pause
exit /b %code%
