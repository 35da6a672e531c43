# Códigos de la interfaz en palabras: <tipo del esquema>-<código>.

access-kind-view = Consulta
access-kind-download = Descarga
access-kind-export = Exportación
access-kind-denial = Acceso denegado
access-kind-replay = Reproducción del historial

activity-kind-training = Formación
activity-kind-meeting = Reunión
activity-kind-exercise = Ejercicio
activity-kind-visit = Visita
activity-kind-coordination = Coordinación

agency-role-ncb = Oficina Central Nacional (INTERPOL)
agency-role-spoc = Punto de contacto único
agency-role-sirene = Oficina SIRENE
agency-role-police = Policía
agency-role-prosecution = Ministerio fiscal
agency-role-court = Órgano jurisdiccional
agency-role-eu-body = Órgano de la Unión
agency-role-intl-org = Organización internacional

availability-direct = Directamente accesible
availability-indirect = Indirectamente accesible

category-investigation = Investigación
category-partnership = Socios
category-membership = Miembros
category-agreement = Acuerdo
category-joint-activity = Actividad conjunta
category-fact = Hecho registrado
category-request = Solicitud
category-clarification = Aclaración
category-time-limit = Plazo
category-reply = Respuesta
category-correction = Rectificación
category-follow-up = Seguimiento
category-item = Elemento compartido
category-review = Revisión

change-kind-more-requests = Más solicitudes de lo habitual
change-kind-fewer-requests = Menos solicitudes de lo habitual
change-kind-slower-replies = Respuestas más lentas de lo habitual
change-kind-faster-replies = Respuestas más rápidas de lo habitual
change-kind-more-refusals = Más denegaciones de lo habitual
change-kind-fewer-refusals = Menos denegaciones de lo habitual

channel-siena = SIENA (Europol)
channel-i-24-7 = I-24/7 (INTERPOL)
channel-sirene = SIRENE
channel-e-codex = e-CODEX
channel-network-24-7 = Red 24/7 (Convenio de Budapest)
channel-diplomatic = Vía diplomática
channel-liaison-officer = Funcionario de enlace
channel-jit-space = Espacio de colaboración del equipo
channel-other = Otro canal

classification-official-use = Solo para uso oficial
classification-restricted = Difusión limitada
classification-confidential = Confidencial
classification-secret = Secreto
classification-top-secret = Alto secreto

clock-standing-at-risk = En riesgo
clock-standing-overdue = Vencido

clock-state-not-started = No iniciado
clock-state-running = En curso
clock-state-suspended = Suspendido
clock-state-met = Cumplido
clock-state-missed = Cumplido fuera de plazo
clock-state-breached = Incumplido
clock-state-cancelled = Cancelado

consent-kind-onward-sharing = Transmisión ulterior
consent-kind-judicial-use = Uso en procedimiento judicial

consent-outcome-given = Consentimiento dado
consent-outcome-refused = Consentimiento denegado

consent-side-to-answer = Por responder
consent-side-asked = Solicitados

cooperation-dimension-from-agency = Autoridad requirente
cooperation-dimension-to-agency = Autoridad requerida
cooperation-dimension-from-country = País requirente
cooperation-dimension-to-country = País requerido
cooperation-dimension-unit = Unidad
cooperation-dimension-instrument = Instrumento
cooperation-dimension-crime-area = Ámbito delictivo
cooperation-dimension-urgency = Urgencia
cooperation-dimension-day = Día
cooperation-dimension-month = Mes

cooperation-scope-visible = Lo que usted puede ver
cooperation-scope-authorised-aggregate = Todos los casos, en cifras publicadas redondeadas

copy-standing-held = En posesión
copy-standing-restricted = Restringido
copy-standing-recalled = Retirado
copy-standing-returned = Devuelto
copy-standing-kept = Conservado con motivo

correctable-field-title = Título
correctable-field-provenance = Procedencia
correctable-field-purpose = Finalidad
correctable-field-legal-basis = Base jurídica
correctable-field-content = Contenido

counting-elapsed = Tiempo exacto
counting-calendar-day-end = Días naturales completos

criterion-crime-area = Ámbito delictivo
criterion-region = Región
criterion-language = Idioma
criterion-date = Fecha
criterion-in-service = En servicio
criterion-day-and-night = Localizable día y noche

denial-not-a-member = No es miembro
denial-not-a-recipient = La autoridad no es destinataria
denial-not-a-named-person = No es una persona designada
denial-clearance-too-low = Habilitación insuficiente
denial-compartment-not-held = Compartimento no concedido

desk-kind-draft-to-send = Borrador por enviar
desk-kind-clarification-to-answer = Aclaración por responder
desk-kind-answer-to-close = Solicitud respondida por cerrar
desk-kind-request-to-acknowledge = Solicitud por acusar recibo
desk-kind-unit-to-assign = Unidad por asignar
desk-kind-request-to-answer = Solicitud por responder
desk-kind-limit-to-follow = Plazo por vigilar
desk-kind-consent-to-answer = Consentimiento por responder
desk-kind-receipt-to-confirm = Recepción por confirmar
desk-kind-restriction-to-confirm = Restricción por confirmar
desk-kind-recall-to-confirm = Retirada por confirmar
desk-kind-restriction-left-unconfirmed = Restricción sin confirmar
desk-kind-follow-up-to-assign = Seguimiento por asignar
desk-kind-follow-up-to-do = Seguimiento por realizar
desk-kind-follow-up-to-verify = Seguimiento por verificar
desk-kind-recommendation-to-answer = Recomendación por responder

desk-standing-overdue = Vencido
desk-standing-at-risk = En riesgo
desk-standing-due = Con plazo
desk-standing-undated = Sin plazo

direction-outgoing = Saliente
direction-incoming = Entrante
direction-internal = Interno

disclosure-open = Abierta: se informa a la otra parte
disclosure-discreet = Discreta: se informa al revelarse

dismissal-reason-shared-by-many = Compartido por muchos
dismissal-reason-already-known = Ya conocido
dismissal-reason-not-relevant = No pertinente
dismissal-reason-identifier-wrong = Identificador erróneo

end-reason-no-longer-needed = Ya no es necesario
end-reason-registered-in-error = Registrado por error
end-reason-unlawful = Ilícito
end-reason-court-order = Resolución judicial
end-reason-data-subject-right = Derecho del interesado
end-reason-retention-ended = Fin del plazo de conservación

erasure-reason-retention-ended = Fin del plazo de conservación
erasure-reason-originator-asked = A petición del originador
erasure-reason-court-order = Resolución judicial
erasure-reason-unlawful = Ilícito
erasure-reason-data-subject-right = Derecho del interesado
erasure-reason-other = Otro motivo

evaluation-scheme-europol-4-x4 = Europol 4×4
evaluation-scheme-admiralty-6-x6 = Almirantazgo 6×6
evaluation-scheme-national-5-x5-x5 = Nacional 5×5×5
evaluation-scheme-national-3-x5-x2 = Nacional 3×5×2

fact-kind-incident = Incidente
fact-kind-investigation-opened = Investigación abierta
fact-kind-case-opened-at-agency = Caso abierto en una autoridad
fact-kind-coordination-meeting = Reunión de coordinación
fact-kind-team-established = Equipo constituido
fact-kind-member-joined = Incorporación de un miembro
fact-kind-unit-assigned = Unidad asignada
fact-kind-authorisation = Autorización
fact-kind-request-sent = Solicitud enviada
fact-kind-request-refused-or-unanswered = Solicitud denegada o sin respuesta
fact-kind-intelligence-shared = Inteligencia compartida
fact-kind-action-day = Jornada de acción
fact-kind-infrastructure-control = Control de la infraestructura
fact-kind-alert-to-targets = Alerta a los afectados
fact-kind-result-reported = Resultado comunicado
fact-kind-findings-published = Conclusiones publicadas
fact-kind-agreement-signed = Acuerdo firmado
fact-kind-agreement-extended = Acuerdo prorrogado
fact-kind-prosecution-decision = Decisión de enjuiciamiento
fact-kind-trial = Juicio
fact-kind-verdict = Sentencia
fact-kind-follow-up = Seguimiento
fact-kind-case-closed-or-suspended = Caso cerrado o suspendido
fact-kind-lessons-learned-review = Revisión de lecciones aprendidas
fact-kind-work-taken-up = Trabajo iniciado
fact-kind-work-queued = Trabajo en cola
fact-kind-work-waiting = Trabajo a la espera
fact-kind-work-completed = Trabajo terminado
fact-kind-handed-over = Traspasado
fact-kind-other = Otro hecho

fate-added = Añadido
fate-changed = Modificado
fate-ended = Terminado
fate-gone = Desaparecido

figure-standing-known = Conocido
figure-standing-empty = Nada que medir
figure-standing-insufficient-data = Datos insuficientes
figure-standing-not-reached = Aún no alcanzado
figure-standing-between = Entre dos valores

figure-unit-count = Número
figure-unit-share = Proporción
figure-unit-ratio = Razón
figure-unit-seconds = Duración

finding-category-results = Resultados
finding-category-legal-issue = Cuestión jurídica
finding-category-practical-difficulty = Dificultad práctica
finding-category-best-practice = Buena práctica

flow-kind-request = Solicitud
flow-kind-item = Elemento
flow-kind-hit = Coincidencia

follow-up-stage-open = Abierto
follow-up-stage-assigned = Asignado
follow-up-stage-completed = Realizado
follow-up-stage-verified = Verificado
follow-up-stage-cancelled = Cancelado

forecast-method-smoothing = Suavizado exponencial
forecast-method-recent-mean = Media de los seis últimos meses

handling-h0 = H0: solo para prevenir y combatir la delincuencia
handling-h1 = H1: no en procedimientos judiciales sin autorización
handling-h2 = H2: no transmitir sin autorización
handling-h3 = H3: otras restricciones, según se indica

hit-standing-new = Nueva
hit-standing-acknowledged = Se tomó nota
hit-standing-request-opened = Solicitud abierta
hit-standing-dismissed = Descartada

identifier-kind-phone = Número de teléfono
identifier-kind-account = Cuenta
identifier-kind-vehicle = Vehículo
identifier-kind-document = Documento
identifier-kind-email = Correo electrónico
identifier-kind-wallet = Monedero
identifier-kind-artefact = Rastro digital

instrument-eu-2023-977 = Directiva (UE) 2023/977
instrument-eu-eio = Orden europea de investigación
instrument-eu-eio-provisional = Orden europea de investigación: medida cautelar
instrument-eu-eio-interception-notice = Orden europea de investigación: notificación de intervención
instrument-eu-sirene = Información complementaria (SIRENE)
instrument-eu-epoc = Orden europea de producción
instrument-eu-epoc-pr = Orden europea de conservación
instrument-coe-budapest-29 = Convenio de Budapest, art. 29 (conservación)
instrument-coe-2-ap-art7 = Segundo Protocolo adicional, art. 7
instrument-coe-2-ap-art8 = Segundo Protocolo adicional, art. 8
instrument-mla-general = Asistencia judicial mutua
instrument-interpol-channel = Canal de INTERPOL
instrument-task-force-agreement = Acuerdo del grupo operativo

item-kind-intelligence = Inteligencia
item-kind-evidence = Prueba

legal-basis-kind-jit-agreement = Acuerdo de equipo conjunto de investigación
legal-basis-kind-task-force-arrangement = Acuerdo de grupo operativo
legal-basis-kind-treaty = Tratado
legal-basis-kind-domestic-law = Derecho interno
legal-basis-kind-imported-record = Registro importado

member-role-leader = Jefe del equipo
member-role-administrator = Administrador del espacio
member-role-member = Miembro
member-role-seconded-member = Miembro destinado
member-role-reader = Lector

metric-m1 = Enviadas y recibidas
metric-m2 = Tiempo hasta la recepción
metric-m3 = Tiempo hasta el acuse de recibo
metric-m4 = Tasa de acuses de recibo
metric-m5 = Acuses de recibo en plazo
metric-m6 = Tiempo hasta asignar unidad
metric-m7 = Tiempo hasta la decisión
metric-m8 = Tiempo hasta la primera respuesta sustantiva
metric-m9 = Tiempo de respuesta
metric-m10 = Tasa de cumplimiento de plazos
metric-m11 = Tasa de cumplimiento
metric-m12 = Tasa y motivos de denegación
metric-m13 = Tasa de solicitudes completas a la primera
metric-m14 = Demora por aclaraciones
metric-m15 = Encaminamiento erróneo
metric-m16 = Pendientes
metric-m17 = Pendientes vencidos
metric-m18 = Razón de resolución
metric-m19 = Intercambio espontáneo
metric-m20 = Utilidad
metric-m21 = Tiempo y tasa de consentimiento
metric-m22 = Confirmación de restricciones
metric-m23 = Equilibrio de volumen
metric-m24 = Reciprocidad de cumplimiento
metric-m25 = Reciprocidad de rapidez
metric-m26 = Realización de seguimientos
metric-m27 = Aplicación de recomendaciones
metric-m28 = Mediana con casos abiertos
metric-m29 = Continuidad del contacto
metric-answered-80 = Tiempo en que se respondió el 80 %

obligation-acknowledge = Acusar recibo
obligation-decide = Decidir
obligation-execute = Ejecutar
obligation-provide = Facilitar
obligation-object = Oponerse
obligation-preserve = Conservar
obligation-reply-by-wish = Responder en la fecha solicitada

obligation-kind-receipt = Recepción de pruebas
obligation-kind-restriction = Restricción
obligation-kind-recall = Retirada

obligation-side-to-confirm = Por confirmar
obligation-side-unconfirmed = Sin confirmar por otros

outcome-positive = Positivo
outcome-negative = Negativo
outcome-partial = Parcial

pap-clear = PAP:CLEAR: sin límite
pap-green = PAP:GREEN: se permiten acciones activas
pap-amber = PAP:AMBER: solo comprobaciones pasivas
pap-red = PAP:RED: nada que pueda detectarse

partner-role-party = Parte
partner-role-participant = Participante
partner-role-observer = Observador

partner-standing-invited = Invitado
partner-standing-joined = Incorporado
partner-standing-declined = Declinó
partner-standing-left = Se retiró

phase-setting-up = Constitución
phase-operational = Operativa
phase-post-operational = Posoperativa
phase-closed = Cerrada
phase-archived = Archivada

precision-second = Al segundo
precision-minute = Al minuto
precision-day = Al día
precision-month = Al mes
precision-year = Al año
precision-unknown = Desconocida

recommendation-standing-open = Abierta
recommendation-standing-accepted = Aceptada
recommendation-standing-declined = Rechazada
recommendation-standing-verified = Verificada

refusal-ground-not-available = Información no disponible
refusal-ground-request-not-compliant = Solicitud que no cumple los requisitos
refusal-ground-judicial-authorisation-refused = Autorización judicial denegada
refusal-ground-data-category-excluded = Categoría de datos excluida
refusal-ground-inaccurate-or-outdated = Inexacta o desactualizada
refusal-ground-national-security = Intereses de seguridad nacional
refusal-ground-jeopardises-investigation-or-safety = Pone en peligro una investigación o la seguridad de una persona
refusal-ground-legal-person-interests = Intereses de una persona jurídica
refusal-ground-minor-offence = Infracción leve
refusal-ground-not-an-offence = No constituye delito
refusal-ground-third-party-consent-missing = Falta el consentimiento de un tercero
refusal-ground-immunity-or-privilege = Inmunidad o privilegio
refusal-ground-ne-bis-in-idem = Ne bis in idem
refusal-ground-fundamental-rights = Derechos fundamentales
refusal-ground-dual-criminality = Ausencia de doble tipificación
refusal-ground-interpol-art-3 = Artículo 3 del Estatuto de INTERPOL
refusal-ground-other = Otro motivo

request-order-next-due = Lo que vence antes
request-order-newest = Las más recientes primero

request-state-draft = Borrador
request-state-sent = Enviada
request-state-received = Recibida
request-state-acknowledged = Recibo acusado
request-state-accepted = Aceptada
request-state-in-execution = En ejecución
request-state-answered = Respondida
request-state-refused = Denegada
request-state-withdrawn = Retirada
request-state-closed = Cerrada

review-type-mid-term = Revisión intermedia
review-type-final = Revisión final
review-type-incident = Revisión de un incidente

reviewed-phase-setting-up = Constitución
reviewed-phase-operational = Operativa
reviewed-phase-post-operational = Posoperativa
reviewed-phase-whole = El conjunto

role-directory-administrator = Administrador del directorio
role-agency-administrator = Administrador de la autoridad
role-investigation-opener = Puede abrir investigaciones
role-cooperation-analyst = Analista de la cooperación

routing-preference-day-and-night = Localizable día y noche
routing-preference-crime-area = El propio ámbito delictivo
routing-preference-region = La región más cercana
routing-preference-language = El idioma
routing-preference-specialised = La más especializada

scope-full = En su totalidad
scope-part = En parte

source-grade-official = Fuente oficial
source-grade-press = Prensa
source-grade-secondary = Fuente secundaria
source-grade-record = Registro

source-kind-request = Solicitud
source-kind-shared-item = Elemento compartido
source-kind-finding = Conclusión
source-kind-recommendation = Recomendación
source-kind-meeting = Reunión

thing-kind-investigation = Investigación
thing-kind-partner = Socio
thing-kind-member = Miembro
thing-kind-request = Solicitud
thing-kind-limit = Plazo
thing-kind-item = Elemento compartido
thing-kind-follow-up = Seguimiento

tlp-clear = TLP:CLEAR: divulgación sin límite
tlp-green = TLP:GREEN: dentro de la comunidad
tlp-amber = TLP:AMBER: organización y clientes, necesidad de conocer
tlp-amber-strict = TLP:AMBER+STRICT: solo la organización
tlp-red = TLP:RED: solo personas designadas

trend-direction-rising = Al alza
trend-direction-falling = A la baja
trend-direction-none-found = Sin tendencia apreciable

trend-figure-sent = Solicitudes enviadas
trend-figure-median-response-s = Tiempo mediano de respuesta
trend-figure-on-time = Proporción en plazo

urgency-routine = Ordinaria
urgency-urgent = Urgente
urgency-emergency = Emergencia

used-in-lead = Línea de investigación
used-in-arrest = Detención
used-in-seizure = Incautación
used-in-charge = Acusación
used-in-none = No utilizada

verdict-on-time = En plazo
verdict-late = Fuera de plazo
verdict-overdue = Vencido
verdict-open = Aún en curso
verdict-resting = Suspendido
verdict-not-started = No iniciado
verdict-cancelled = Cancelado

window-kind-cohort = Según la fecha de envío
window-kind-flow = Según la fecha de lo medido
window-kind-as-of = En el momento indicado

withdrawal-reason-no-longer-needed = Ya no es necesaria
withdrawal-reason-misdirected = Dirigida a la autoridad equivocada
withdrawal-reason-obtained-otherwise = Obtenido por otra vía
withdrawal-reason-duplicate = Duplicada
withdrawal-reason-other = Otro motivo

crime-area-crimes-against-children-and-trafficking = Delitos contra menores y trata de seres humanos
crime-area-cybercrime-and-digital-evidence = Ciberdelincuencia y pruebas digitales
crime-area-narcotics-and-organised-crime = Estupefacientes y delincuencia organizada
crime-area-terrorism-and-extremism = Terrorismo y extremismo
crime-area-crime-analysis = Análisis criminal
crime-area-child-sexual-exploitation = Explotación sexual de menores
crime-area-human-trafficking = Trata de seres humanos
crime-area-migrant-smuggling = Tráfico ilícito de migrantes
crime-area-missing-persons = Personas desaparecidas
crime-area-cybercrime = Ciberdelincuencia
crime-area-digital-forensics = Análisis forense digital
crime-area-drugs = Drogas
crime-area-organised-crime = Delincuencia organizada
crime-area-firearms = Armas de fuego
crime-area-stolen-vehicles = Vehículos robados
crime-area-cultural-property = Bienes culturales
crime-area-environmental-crime = Delitos contra el medio ambiente
crime-area-financial-crime-and-corruption = Delincuencia financiera y corrupción
crime-area-counterfeit = Falsificación
crime-area-fugitives = Prófugos
crime-area-terrorism = Terrorismo
crime-area-extremism = Extremismo
crime-area-war-crimes = Crímenes de guerra y otros crímenes internacionales graves
crime-area-analysis-crimes-against-persons = Análisis de delitos contra las personas
crime-area-analysis-cybercrime = Análisis de la ciberdelincuencia
crime-area-analysis-organised-crime = Análisis de estupefacientes y delincuencia organizada
crime-area-analysis-terrorism = Análisis del terrorismo

unit-family-crimes-against-children-and-trafficking = Delitos contra menores y trata de seres humanos
unit-family-cybercrime-and-digital-evidence = Ciberdelincuencia y pruebas digitales
unit-family-narcotics-and-organised-crime = Estupefacientes y delincuencia organizada
unit-family-terrorism-and-extremism = Terrorismo y extremismo
unit-family-crime-analysis = Análisis criminal por zona o materia

region-world = Todo el mundo
region-002 = África
region-019 = América
region-142 = Asia
region-150 = Europa
region-009 = Oceanía
region-010 = Antártida
region-202 = África subsahariana
region-419 = América Latina y el Caribe
region-015 = África septentrional
region-014 = África oriental
region-017 = África central
region-018 = África meridional
region-011 = África occidental
region-029 = Caribe
region-013 = América Central
region-005 = América del Sur
region-021 = América septentrional
region-143 = Asia central
region-030 = Asia oriental
region-035 = Asia sudoriental
region-034 = Asia meridional
region-145 = Asia occidental
region-151 = Europa oriental
region-154 = Europa septentrional
region-039 = Europa meridional
region-155 = Europa occidental
region-053 = Australia y Nueva Zelandia
region-054 = Melanesia
region-057 = Micronesia
region-061 = Polinesia
