# Codes de l’interface en toutes lettres : <type du schéma>-<code>.

access-kind-view = Consultation
access-kind-download = Téléchargement
access-kind-export = Exportation
access-kind-denial = Accès refusé
access-kind-replay = Relecture de l’historique

activity-kind-training = Formation
activity-kind-meeting = Réunion
activity-kind-exercise = Exercice
activity-kind-visit = Visite
activity-kind-coordination = Coordination

agency-role-ncb = Bureau central national (INTERPOL)
agency-role-spoc = Point de contact unique
agency-role-sirene = Bureau SIRENE
agency-role-police = Police
agency-role-prosecution = Ministère public
agency-role-court = Juridiction
agency-role-eu-body = Organe de l’Union
agency-role-intl-org = Organisation internationale

availability-direct = Directement accessible
availability-indirect = Indirectement accessible

category-investigation = Enquête
category-partnership = Partenaires
category-membership = Membres
category-agreement = Accord
category-joint-activity = Activité commune
category-fact = Fait consigné
category-request = Demande
category-clarification = Demande de précisions
category-time-limit = Délai
category-reply = Réponse
category-correction = Rectification
category-follow-up = Suivi
category-item = Élément partagé
category-review = Bilan

change-kind-more-requests = Plus de demandes que d’habitude
change-kind-fewer-requests = Moins de demandes que d’habitude
change-kind-slower-replies = Réponses plus lentes que d’habitude
change-kind-faster-replies = Réponses plus rapides que d’habitude
change-kind-more-refusals = Plus de refus que d’habitude
change-kind-fewer-refusals = Moins de refus que d’habitude

channel-siena = SIENA (Europol)
channel-i-24-7 = I-24/7 (INTERPOL)
channel-sirene = SIRENE
channel-e-codex = e-CODEX
channel-network-24-7 = Réseau 24/7 (Convention de Budapest)
channel-diplomatic = Voie diplomatique
channel-liaison-officer = Officier de liaison
channel-jit-space = Espace de collaboration de l’équipe
channel-other = Autre canal

classification-official-use = Réservé à un usage officiel
classification-restricted = Restreint
classification-confidential = Confidentiel
classification-secret = Secret
classification-top-secret = Très secret

clock-standing-at-risk = À risque
clock-standing-overdue = En retard

clock-state-not-started = Pas encore commencé
clock-state-running = En cours
clock-state-suspended = Suspendu
clock-state-met = Respecté
clock-state-missed = Respecté en retard
clock-state-breached = Dépassé
clock-state-cancelled = Annulé

consent-kind-onward-sharing = Transmission ultérieure
consent-kind-judicial-use = Utilisation en procédure judiciaire

consent-outcome-given = Accord donné
consent-outcome-refused = Accord refusé

consent-side-to-answer = À donner
consent-side-asked = Demandés

cooperation-dimension-from-agency = Autorité requérante
cooperation-dimension-to-agency = Autorité requise
cooperation-dimension-from-country = Pays requérant
cooperation-dimension-to-country = Pays requis
cooperation-dimension-unit = Unité
cooperation-dimension-instrument = Instrument
cooperation-dimension-crime-area = Domaine de criminalité
cooperation-dimension-urgency = Urgence
cooperation-dimension-day = Jour
cooperation-dimension-month = Mois

cooperation-scope-visible = Ce que vous pouvez voir
cooperation-scope-authorised-aggregate = Toutes les affaires, en chiffres publiés arrondis

copy-standing-held = Détenu
copy-standing-restricted = Restreint
copy-standing-recalled = Rappelé
copy-standing-returned = Restitué
copy-standing-kept = Conservé avec motif

correctable-field-title = Intitulé
correctable-field-provenance = Provenance
correctable-field-purpose = Finalité
correctable-field-legal-basis = Base juridique
correctable-field-content = Contenu

counting-elapsed = Temps exact
counting-calendar-day-end = Jours civils entiers

criterion-crime-area = Domaine de criminalité
criterion-region = Région
criterion-language = Langue
criterion-date = Date
criterion-in-service = En service
criterion-day-and-night = Joignable jour et nuit

denial-not-a-member = N’est pas membre
denial-not-a-recipient = L’autorité n’est pas destinataire
denial-not-a-named-person = N’est pas une personne désignée
denial-clearance-too-low = Habilitation insuffisante
denial-compartment-not-held = Compartiment non détenu

desk-kind-draft-to-send = Projet à envoyer
desk-kind-clarification-to-answer = Précisions à fournir
desk-kind-answer-to-close = Demande répondue à clore
desk-kind-request-to-acknowledge = Demande à accuser réception
desk-kind-unit-to-assign = Unité à désigner
desk-kind-request-to-answer = Demande à traiter
desk-kind-limit-to-follow = Délai à surveiller
desk-kind-consent-to-answer = Accord à donner ou refuser
desk-kind-receipt-to-confirm = Réception à confirmer
desk-kind-restriction-to-confirm = Restriction à confirmer
desk-kind-recall-to-confirm = Rappel à confirmer
desk-kind-restriction-left-unconfirmed = Restriction restée sans confirmation
desk-kind-follow-up-to-assign = Suivi à attribuer
desk-kind-follow-up-to-do = Suivi à effectuer
desk-kind-follow-up-to-verify = Suivi à vérifier
desk-kind-recommendation-to-answer = Recommandation à laquelle répondre

desk-standing-overdue = En retard
desk-standing-at-risk = À risque
desk-standing-due = À échéance
desk-standing-undated = Sans délai

direction-outgoing = Sortant
direction-incoming = Entrant
direction-internal = Interne

disclosure-open = Ouverte : l’autre partie est informée
disclosure-discreet = Discrète : informée après divulgation

dismissal-reason-shared-by-many = Partagé par beaucoup
dismissal-reason-already-known = Déjà connu
dismissal-reason-not-relevant = Sans intérêt pour l’enquête
dismissal-reason-identifier-wrong = Identifiant erroné

end-reason-no-longer-needed = Plus nécessaire
end-reason-registered-in-error = Enregistré par erreur
end-reason-unlawful = Illicite
end-reason-court-order = Décision judiciaire
end-reason-data-subject-right = Droit de la personne concernée
end-reason-retention-ended = Fin de la durée de conservation

erasure-reason-retention-ended = Fin de la durée de conservation
erasure-reason-originator-asked = À la demande de l’autorité d’origine
erasure-reason-court-order = Décision judiciaire
erasure-reason-unlawful = Illicite
erasure-reason-data-subject-right = Droit de la personne concernée
erasure-reason-other = Autre motif

evaluation-scheme-europol-4-x4 = Europol 4×4
evaluation-scheme-admiralty-6-x6 = Amirauté 6×6
evaluation-scheme-national-5-x5-x5 = National 5×5×5
evaluation-scheme-national-3-x5-x2 = National 3×5×2

fact-kind-incident = Incident
fact-kind-investigation-opened = Enquête ouverte
fact-kind-case-opened-at-agency = Dossier ouvert auprès d’une autorité
fact-kind-coordination-meeting = Réunion de coordination
fact-kind-team-established = Équipe constituée
fact-kind-member-joined = Arrivée d’un membre
fact-kind-unit-assigned = Unité désignée
fact-kind-authorisation = Autorisation
fact-kind-request-sent = Demande envoyée
fact-kind-request-refused-or-unanswered = Demande refusée ou sans réponse
fact-kind-intelligence-shared = Renseignement partagé
fact-kind-action-day = Journée d’action
fact-kind-infrastructure-control = Prise de contrôle d’une infrastructure
fact-kind-alert-to-targets = Alerte aux personnes visées
fact-kind-result-reported = Résultat communiqué
fact-kind-findings-published = Conclusions publiées
fact-kind-agreement-signed = Accord signé
fact-kind-agreement-extended = Accord prolongé
fact-kind-prosecution-decision = Décision de poursuite
fact-kind-trial = Procès
fact-kind-verdict = Verdict
fact-kind-follow-up = Suivi
fact-kind-case-closed-or-suspended = Dossier clos ou suspendu
fact-kind-lessons-learned-review = Retour d’expérience
fact-kind-work-taken-up = Travail commencé
fact-kind-work-queued = Travail mis en attente
fact-kind-work-waiting = Travail en suspens
fact-kind-work-completed = Travail terminé
fact-kind-handed-over = Transmis
fact-kind-other = Autre fait

fate-added = Ajouté
fate-changed = Modifié
fate-ended = Terminé
fate-gone = Disparu

figure-standing-known = Connu
figure-standing-empty = Rien à mesurer
figure-standing-insufficient-data = Données insuffisantes
figure-standing-not-reached = Pas encore atteint
figure-standing-between = Entre deux valeurs

figure-unit-count = Nombre
figure-unit-share = Part
figure-unit-ratio = Rapport
figure-unit-seconds = Durée

finding-category-results = Résultats
finding-category-legal-issue = Question juridique
finding-category-practical-difficulty = Difficulté pratique
finding-category-best-practice = Bonne pratique

flow-kind-request = Demande
flow-kind-item = Élément
flow-kind-hit = Correspondance

follow-up-stage-open = Ouvert
follow-up-stage-assigned = Attribué
follow-up-stage-completed = Effectué
follow-up-stage-verified = Vérifié
follow-up-stage-cancelled = Annulé

forecast-method-smoothing = Lissage exponentiel
forecast-method-recent-mean = Moyenne des six derniers mois

handling-h0 = H0 : uniquement pour prévenir et combattre la criminalité
handling-h1 = H1 : pas en procédure judiciaire sans autorisation
handling-h2 = H2 : ne pas transmettre sans autorisation
handling-h3 = H3 : autres restrictions, telles qu’indiquées

hit-standing-new = Nouvelle
hit-standing-acknowledged = Prise en compte
hit-standing-request-opened = Demande ouverte
hit-standing-dismissed = Écartée

identifier-kind-phone = Numéro de téléphone
identifier-kind-account = Compte
identifier-kind-vehicle = Véhicule
identifier-kind-document = Document
identifier-kind-email = Adresse électronique
identifier-kind-wallet = Portefeuille numérique
identifier-kind-artefact = Trace numérique

instrument-eu-2023-977 = Directive (UE) 2023/977
instrument-eu-eio = Décision d’enquête européenne
instrument-eu-eio-provisional = Décision d’enquête européenne : mesure provisoire
instrument-eu-eio-interception-notice = Décision d’enquête européenne : notification d’interception
instrument-eu-sirene = Informations supplémentaires (SIRENE)
instrument-eu-epoc = Injonction européenne de production
instrument-eu-epoc-pr = Injonction européenne de conservation
instrument-coe-budapest-29 = Convention de Budapest, art. 29 (conservation)
instrument-coe-2-ap-art7 = Deuxième Protocole additionnel, art. 7
instrument-coe-2-ap-art8 = Deuxième Protocole additionnel, art. 8
instrument-mla-general = Entraide judiciaire
instrument-interpol-channel = Canal INTERPOL
instrument-task-force-agreement = Arrangement de la cellule d’enquête

item-kind-intelligence = Renseignement
item-kind-evidence = Preuve

legal-basis-kind-jit-agreement = Accord d’équipe commune d’enquête
legal-basis-kind-task-force-arrangement = Arrangement de cellule d’enquête
legal-basis-kind-treaty = Traité
legal-basis-kind-domestic-law = Droit interne
legal-basis-kind-imported-record = Dossier importé

member-role-leader = Responsable de l’équipe
member-role-administrator = Administrateur de l’espace
member-role-member = Membre
member-role-seconded-member = Membre détaché
member-role-reader = Lecteur

metric-m1 = Envoyées et reçues
metric-m2 = Délai de réception
metric-m3 = Délai d’accusé de réception
metric-m4 = Taux d’accusés de réception
metric-m5 = Accusés de réception dans les délais
metric-m6 = Délai de désignation d’une unité
metric-m7 = Délai de décision
metric-m8 = Délai de première réponse sur le fond
metric-m9 = Délai de réponse
metric-m10 = Taux de réponses dans les délais
metric-m11 = Taux de satisfaction des demandes
metric-m12 = Taux et motifs de refus
metric-m13 = Taux de demandes complètes d’emblée
metric-m14 = Délai dû aux précisions
metric-m15 = Erreurs d’aiguillage
metric-m16 = Encours
metric-m17 = Encours en retard
metric-m18 = Taux d’écoulement
metric-m19 = Partage spontané
metric-m20 = Utilité
metric-m21 = Délai et taux d’accord
metric-m22 = Confirmation des restrictions
metric-m23 = Équilibre des volumes
metric-m24 = Réciprocité de satisfaction
metric-m25 = Réciprocité de rapidité
metric-m26 = Achèvement des suivis
metric-m27 = Suite donnée aux recommandations
metric-m28 = Médiane tenant compte des affaires ouvertes
metric-m29 = Continuité des contacts
metric-answered-80 = Délai de réponse à 80 % des demandes

obligation-acknowledge = Accuser réception
obligation-decide = Décider
obligation-execute = Exécuter
obligation-provide = Fournir
obligation-object = S’opposer
obligation-preserve = Conserver
obligation-reply-by-wish = Répondre à la date souhaitée

obligation-kind-receipt = Réception de preuves
obligation-kind-restriction = Restriction
obligation-kind-recall = Rappel

obligation-side-to-confirm = À confirmer
obligation-side-unconfirmed = Non confirmé par d’autres

outcome-positive = Positive
outcome-negative = Négative
outcome-partial = Partielle

pap-clear = PAP:CLEAR : aucune limite
pap-green = PAP:GREEN : actions actives permises
pap-amber = PAP:AMBER : vérifications passives seulement
pap-red = PAP:RED : rien de détectable

partner-role-party = Partie
partner-role-participant = Participant
partner-role-observer = Observateur

partner-standing-invited = Invité
partner-standing-joined = Participant
partner-standing-declined = A décliné
partner-standing-left = Parti

phase-setting-up = Mise en place
phase-operational = Opérationnelle
phase-post-operational = Post-opérationnelle
phase-closed = Close
phase-archived = Archivée

precision-second = À la seconde
precision-minute = À la minute
precision-day = Au jour
precision-month = Au mois
precision-year = À l’année
precision-unknown = Inconnue

recommendation-standing-open = Ouverte
recommendation-standing-accepted = Acceptée
recommendation-standing-declined = Déclinée
recommendation-standing-verified = Vérifiée

refusal-ground-not-available = Informations non disponibles
refusal-ground-request-not-compliant = Demande non conforme aux exigences
refusal-ground-judicial-authorisation-refused = Autorisation judiciaire refusée
refusal-ground-data-category-excluded = Catégorie de données exclue
refusal-ground-inaccurate-or-outdated = Inexactes ou dépassées
refusal-ground-national-security = Intérêts de la sécurité nationale
refusal-ground-jeopardises-investigation-or-safety = Compromet une enquête ou la sécurité d’une personne
refusal-ground-legal-person-interests = Intérêts d’une personne morale
refusal-ground-minor-offence = Infraction mineure
refusal-ground-not-an-offence = Ne constitue pas une infraction
refusal-ground-third-party-consent-missing = Absence d’accord d’un tiers
refusal-ground-immunity-or-privilege = Immunité ou privilège
refusal-ground-ne-bis-in-idem = Ne bis in idem
refusal-ground-fundamental-rights = Droits fondamentaux
refusal-ground-dual-criminality = Absence de double incrimination
refusal-ground-interpol-art-3 = Article 3 du Statut d’INTERPOL
refusal-ground-other = Autre motif

request-order-next-due = Échéance la plus proche
request-order-newest = Les plus récentes d’abord

request-state-draft = Projet
request-state-sent = Envoyée
request-state-received = Reçue
request-state-acknowledged = Réception accusée
request-state-accepted = Acceptée
request-state-in-execution = En cours d’exécution
request-state-answered = Répondue
request-state-refused = Refusée
request-state-withdrawn = Retirée
request-state-closed = Close

review-type-mid-term = Bilan à mi-parcours
review-type-final = Bilan final
review-type-incident = Examen d’un incident

reviewed-phase-setting-up = Mise en place
reviewed-phase-operational = Opérationnelle
reviewed-phase-post-operational = Post-opérationnelle
reviewed-phase-whole = L’ensemble

role-directory-administrator = Administrateur de l’annuaire
role-agency-administrator = Administrateur de l’autorité
role-investigation-opener = Peut ouvrir des enquêtes
role-cooperation-analyst = Analyste de la coopération

routing-preference-day-and-night = Joignable jour et nuit
routing-preference-crime-area = Le domaine de criminalité même
routing-preference-region = La région la plus proche
routing-preference-language = La langue
routing-preference-specialised = La plus spécialisée

scope-full = En totalité
scope-part = En partie

source-grade-official = Source officielle
source-grade-press = Presse
source-grade-secondary = Source secondaire
source-grade-record = Dossier

source-kind-request = Demande
source-kind-shared-item = Élément partagé
source-kind-finding = Constat
source-kind-recommendation = Recommandation
source-kind-meeting = Réunion

thing-kind-investigation = Enquête
thing-kind-partner = Partenaire
thing-kind-member = Membre
thing-kind-request = Demande
thing-kind-limit = Délai
thing-kind-item = Élément partagé
thing-kind-follow-up = Suivi

tlp-clear = TLP:CLEAR : divulgation sans limite
tlp-green = TLP:GREEN : au sein de la communauté
tlp-amber = TLP:AMBER : organisation et clients, besoin d’en connaître
tlp-amber-strict = TLP:AMBER+STRICT : organisation uniquement
tlp-red = TLP:RED : personnes désignées uniquement

trend-direction-rising = En hausse
trend-direction-falling = En baisse
trend-direction-none-found = Aucune tendance décelée

trend-figure-sent = Demandes envoyées
trend-figure-median-response-s = Délai médian de réponse
trend-figure-on-time = Part dans les délais

urgency-routine = Ordinaire
urgency-urgent = Urgente
urgency-emergency = Urgence absolue

used-in-lead = Piste d’enquête
used-in-arrest = Arrestation
used-in-seizure = Saisie
used-in-charge = Mise en accusation
used-in-none = Non utilisée

verdict-on-time = Dans les délais
verdict-late = En retard
verdict-overdue = Échu
verdict-open = Encore en cours
verdict-resting = Suspendu
verdict-not-started = Pas encore commencé
verdict-cancelled = Annulé

window-kind-cohort = Selon la date d’envoi des demandes
window-kind-flow = Selon la date des faits mesurés
window-kind-as-of = À l’instant considéré

withdrawal-reason-no-longer-needed = Plus nécessaire
withdrawal-reason-misdirected = Adressée à la mauvaise autorité
withdrawal-reason-obtained-otherwise = Obtenu autrement
withdrawal-reason-duplicate = Doublon
withdrawal-reason-other = Autre motif

crime-area-crimes-against-children-and-trafficking = Crimes contre les enfants et traite des êtres humains
crime-area-cybercrime-and-digital-evidence = Cybercriminalité et preuves numériques
crime-area-narcotics-and-organised-crime = Stupéfiants et criminalité organisée
crime-area-terrorism-and-extremism = Terrorisme et extrémisme
crime-area-crime-analysis = Analyse criminelle
crime-area-child-sexual-exploitation = Exploitation sexuelle des enfants
crime-area-human-trafficking = Traite des êtres humains
crime-area-migrant-smuggling = Trafic de migrants
crime-area-missing-persons = Personnes disparues
crime-area-cybercrime = Cybercriminalité
crime-area-digital-forensics = Criminalistique numérique
crime-area-drugs = Drogues
crime-area-organised-crime = Criminalité organisée
crime-area-firearms = Armes à feu
crime-area-stolen-vehicles = Véhicules volés
crime-area-cultural-property = Biens culturels
crime-area-environmental-crime = Criminalité environnementale
crime-area-financial-crime-and-corruption = Criminalité financière et corruption
crime-area-counterfeit = Contrefaçon
crime-area-fugitives = Fugitifs
crime-area-terrorism = Terrorisme
crime-area-extremism = Extrémisme
crime-area-war-crimes = Crimes de guerre et autres crimes internationaux graves
crime-area-analysis-crimes-against-persons = Analyse des atteintes aux personnes
crime-area-analysis-cybercrime = Analyse de la cybercriminalité
crime-area-analysis-organised-crime = Analyse des stupéfiants et de la criminalité organisée
crime-area-analysis-terrorism = Analyse du terrorisme

unit-family-crimes-against-children-and-trafficking = Crimes contre les enfants et traite des êtres humains
unit-family-cybercrime-and-digital-evidence = Cybercriminalité et preuves numériques
unit-family-narcotics-and-organised-crime = Stupéfiants et criminalité organisée
unit-family-terrorism-and-extremism = Terrorisme et extrémisme
unit-family-crime-analysis = Analyse criminelle par zone ou par sujet

region-world = Monde entier
region-002 = Afrique
region-019 = Amériques
region-142 = Asie
region-150 = Europe
region-009 = Océanie
region-010 = Antarctique
region-202 = Afrique subsaharienne
region-419 = Amérique latine et Caraïbes
region-015 = Afrique septentrionale
region-014 = Afrique orientale
region-017 = Afrique centrale
region-018 = Afrique australe
region-011 = Afrique occidentale
region-029 = Caraïbes
region-013 = Amérique centrale
region-005 = Amérique du Sud
region-021 = Amérique septentrionale
region-143 = Asie centrale
region-030 = Asie orientale
region-035 = Asie du Sud-Est
region-034 = Asie méridionale
region-145 = Asie occidentale
region-151 = Europe orientale
region-154 = Europe septentrionale
region-039 = Europe méridionale
region-155 = Europe occidentale
region-053 = Australie et Nouvelle-Zélande
region-054 = Mélanésie
region-057 = Micronésie
region-061 = Polynésie
