"""What survey tools call the columns beside the questions, in the languages and versions that are known."""

from collections.abc import Mapping

from data.intake.survey_tools.signature import Pattern, Signature, ToolId, signature

SIGNATURES: Mapping[ToolId, Signature] = {
    "limesurvey": signature(
        marks={
            3: "submitdate|startlanguage|datestamp|refurl|Datum abgeschickt|Date submitted|Start-Sprache|"
            "Start language|Zufallsstartwert|Zufallsgeneratorstartwert|Datum gestartet|Date started|"
            "Datum letzte Aktivität|Date last action",
            2: "seed|Antwort-ID|Letzte Seite",
            1: "id|Response ID|lastpage|Last page|startdate|ipaddr|token",
        },
        patterns=(
            Pattern(r"^[A-Za-z]\w*\[\w+\](\[\w+\])?(\W|$)", 3, heads=2),
            Pattern(r"^G\d\dQ\d\d", 3, heads=2),
            Pattern(r"^\d+X\d+X\d+", 3),
            Pattern(r"^(?=.*\]\s*$)([^\s\[].*)\s\[[^\[].*\]\s*$", 1, heads=2, shared=True),
            Pattern(r"\S(?: {2,}|__)\[[^\[]", 2, heads=2),
            Pattern(r"&(amp|quot|lt|gt|nbsp);", 1),
        ),
        names={
            "key": "id|Antwort-ID|Response ID",
            "start": "startdate|Datum gestartet|Date started",
            "moment": "submitdate|Datum abgeschickt|Date submitted",
            "seed": "seed|Zufallsstartwert|Zufallsgeneratorstartwert|Random seed",
            "personal": "token|Token|Zugangscode|Zugangsschlüssel|Access code|ipaddr|firstname|lastname|email|"
            "participant_id",
            "technical": "lastpage|Letzte Seite|Last page|startlanguage|Start-Sprache|Start language|datestamp|"
            "Datum letzte Aktivität|Date last action|refurl|Referrer URL|Referring URL|Referrer-URL|"
            "Weiterleitungs-URL|Verweisende URL|interviewtime|Gesamtzeit|Total time|quota_exit",
        },
        like={
            r"attribute_\d+.*": "personal",
            r"(gruppenzeit|fragenzeit|group time|question time)\s*:.*": "technical",
            r"grouptime\d+|(g\d\dq\d\d|\d+x\d+x\d+)\w*time": "technical",
        },
    ),
    "msforms": signature(
        marks={
            3: "Fertigstellungszeit|Abschlusszeit|Completion time",
            2: "Startzeit|Start time",
            1: "Id|Last modified time|Uhrzeit der letzten Änderung|Zeit der letzten Änderung|Quiz feedback|"
            "Prüfungsfeedback",
        },
        patterns=(
            Pattern(r"^((?:[^.]|\.\s)+[^\s.\d])\.[^\s.]", 2, heads=2, shared=True),
            Pattern(r"^(?:Points|Punkte) [-–] ", 2, heads=2),
        ),
        names={
            "key": "Id",
            "start": "Startzeit|Start time",
            "moment": "Fertigstellungszeit|Abschlusszeit|Completion time",
            "technical": "Last modified time|Uhrzeit der letzten Änderung|Zeit der letzten Änderung|"
            "Zeitpunkt der letzten Änderung|Language|Sprache|Total points|Gesamtpunktzahl|Gesamtpunkte|Quiz feedback|"
            "Quizfeedback|Prüfungsfeedback|Grade posted time|Uhrzeit der Notenveröffentlichung",
        },
        like={r"(points|punkte|feedback)\s+[-–]\s.*": "technical"},
    ),
    "nextcloud-forms": signature(
        marks={
            3: "Anzeigename des Nutzers|Anzeigename des Benutzers|User display name",
            2: "Benutzer-ID|User ID|Submission ID",
            1: "Zeitstempel|Timestamp",
        },
        patterns=(
            Pattern(r"^(?=.*\)\s*$)(\S.*)\s\(.+\)\s*$", 2, heads=2, shared=True),
            Pattern(r"^question-id-\d+", 3),
        ),
        names={
            "key": "Submission ID|Einreichungs-ID|Übermittlungs-ID",
            "moment": "Zeitstempel|Timestamp",
            "personal": "Benutzer-ID|User ID|Anzeigename des Nutzers|Anzeigename des Benutzers|User display name",
        },
    ),
    "google-forms": signature(
        marks={2: "Zeitstempel|Timestamp", 1: "Nutzername|Punktzahl"},
        patterns=(Pattern(r"^(?=.*\]\s*$)(\S.*)\s\[.+\]\s*$", 2, heads=2, shared=True),),
        names={
            "moment": "Zeitstempel|Timestamp",
            "personal": "Nutzername|Username|E-Mail-Adresse|Email Address",
            "technical": "Punktzahl|Score|Gesamtpunktzahl|Total score",
        },
        like={r".*\[(score|feedback|punktzahl)\]\s*": "technical"},
        worksheet=r"(?i)(Formularantworten|Form[ _]?Responses)[ _]?\d*",
    ),
    "sosci": signature(
        marks={
            3: "QUESTNNR|LASTDATA|Q_VIEWER|MAXPAGE|TIME_SUM|TIME_RSI|MISSREL|MAILSENT",
            2: "STARTED|SERIAL|TIME001",
            1: "CASE|REF|MODE|STATUS|FINISHED|LASTPAGE|MISSING",
        },
        patterns=(Pattern(r"^[A-Z]{2}\d\d_\d\d[a-z]?$", 2, heads=3), Pattern(r"^Interview-Nummer \(", 3)),
        names={
            "key": "CASE",
            "start": "STARTED",
            "moment": "LASTDATA",
            "finished": "FINISHED",
            "excludes": "Q_VIEWER|MODE",
            "personal": "SERIAL|REF",
            "technical": "QUESTNNR|TIME_SUM|TIME_RSI|MAILSENT|STATUS|LASTPAGE|MAXPAGE|MISSING|MISSREL|LANGUAGE|"
            "DEG_TIME",
        },
        like={r"time\d{3}": "technical"},
    ),
    "efs": signature(
        marks={
            3: "lfdn|external_lfdn|dispcode|date_of_last_access|date_of_first_mail",
            1: "tester|lastpage|quality|duration|device_type|quota|datetime",
        },
        patterns=(Pattern(r"^v_\d+$", 3, heads=3), Pattern(r"^[cp]_\d{4}$", 2, heads=2)),
        names={
            "key": "lfdn",
            "start": "datetime",
            "moment": "date_of_last_access",
            "finished": "dispcode",
            "excludes": "tester",
            "personal": "external_lfdn|ip_addr|participant_code|tic|session_id",
            "technical": "lastpage|quality|duration|browser|referer|device_type|quota|date_of_first_mail|hflip|"
            "output_mode|javascript|flash|language|cleaned|ats|page_history|vist_lfdn|status",
        },
        like={r"u_\w+": "personal", r"[cp]_\d{4}|rts\d+|quota_\w+": "technical"},
    ),
    "surveymonkey": signature(
        marks={
            3: "Respondent ID|Collector ID|Befragten-ID|Collector-ID|Kollektor-ID|Open-Ended Response",
            2: "Custom Data 1|custom_1|Other (please specify)",
            1: "Start Date|End Date|date_created|date_modified",
        },
        patterns=(Pattern(r"^(?:Response|Antwort)$", 1),),
        names={
            "key": "Respondent ID|Befragten-ID|Teilnehmer-ID",
            "start": "Start Date|date_created|Startdatum|Anfangsdatum",
            "moment": "End Date|date_modified|Enddatum",
            "technical": "Collector ID|Kollektor-ID",
        },
        like={r"(custom data|custom_|benutzerdefinierte daten)\s*\d*": "personal"},
    ),
    "kobo": signature(
        marks={
            3: "_uuid|_submission_time|_submitted_by|_validation_status|__version__|meta/instanceID|SubmissionDate|"
            "formhub/uuid",
            1: "start|end|_id|_index|_tags|_notes|_status|KEY",
        },
        patterns=(Pattern(r"^([^/<]+)/[^/]+$", 1, heads=2, shared=True),),
        names={
            "key": "_id|KEY|_uuid|meta/instanceID|instanceID",
            "start": "start",
            "moment": "_submission_time|SubmissionDate",
            "personal": "_submitted_by|SubmitterName|SubmitterID|username|deviceid|phonenumber|subscriberid|simserial|"
            "email|_geolocation",
            "technical": "end|today|__version__|_version_|_validation_status|_notes|_status|_tags|_index|formhub/uuid|"
            "_parent_index|_parent_table_name|_submission__id|_submission__uuid|_attachments|_xform_id_string|"
            "meta/rootUuid|meta/instanceName|meta/deprecatedID|ReviewState|FormVersion|Edits|Status",
        },
        like={r".*_(latitude|longitude|altitude|precision)": "personal"},
    ),
    "formbricks": signature(
        marks={3: "Formbricks ID (internal)", 2: "Response ID|Survey ID", 1: "No.|Finished|User ID|Timestamp|Tags"},
        patterns=(Pattern(r"^\d+\. .+ - Option ID\s*$", 3),),
        names={
            "key": "Response ID",
            "moment": "Timestamp",
            "finished": "Finished|Abgeschlossen",
            "personal": "User ID|Formbricks ID (internal)|Verified Email|ipAddress",
            "technical": "No.|Survey ID|Tags|Notes|Quotas|source|url|country|action|language",
        },
        like={r".* - option id\s*|useragent - .*|useragent_.*": "technical"},
    ),
    "qualtrics": signature(
        marks={
            3: "RecordedDate|RecipientLastName|RecipientFirstName|RecipientEmail|DistributionChannel|UserLanguage",
            2: "ResponseId|Duration (in seconds)|LocationLatitude|LocationLongitude",
            1: "StartDate|EndDate|IPAddress|Progress|Finished|ExternalReference",
        },
        patterns=(Pattern(r'^\s*\{\s*"ImportId"', 3),),
        names={
            "key": "ResponseId|Antwort-ID|_recordId",
            "start": "StartDate|Startdatum",
            "moment": "RecordedDate|Aufzeichnungsdatum",
            "finished": "Finished|Beendet|Abgeschlossen",
            "excludes": "Status|DistributionChannel|Response Type|Antworttyp",
            "personal": "RecipientLastName|RecipientFirstName|RecipientEmail|ExternalReference|"
            "External Data Reference|LocationLatitude|LocationLongitude",
            "technical": "EndDate|Enddatum|Progress|Duration (in seconds)|UserLanguage",
        },
        like={r"q_\w+": "technical"},
    ),
    "table": signature(
        marks={},
        names={
            "moment": "Zeitstempel|Timestamp|Datum|Date|Datum und Uhrzeit|Zeitpunkt|Abgabedatum|Eingangsdatum|"
            "Abgeschickt am|Eingegangen am|Ausgefüllt am",
            "technical": "ID",
        },
    ),
}
