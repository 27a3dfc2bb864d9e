<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>AboutSection</name>
    <message>
        <source>About the till</source>
        <translation>À propos de la caisse</translation>
    </message>
    <message>
        <source>Parts of the till</source>
        <translation>Éléments de la caisse</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Till {till}. Qt {qt}; its web engine is Chromium {chromium} with the security patches up to {patched}. Below are all parts with their licences.</source>
        <translation>Caisse {till}. Qt {qt}&#xa0;; son moteur web est Chromium {chromium}, avec les correctifs de sécurité jusqu’à la version {patched}. Voici tous les éléments, avec leurs licences.</translation>
    </message>
</context>
<context>
    <name>AccountSection</name>
    <message>
        <source>Stripe account</source>
        <translation>Compte Stripe</translation>
    </message>
    <message>
        <source>This till is in training: no money moves.</source>
        <translation>Cette caisse est en formation&#xa0;: aucun argent ne bouge.</translation>
    </message>
    <message>
        <source>This till works with a test account: no money moves.</source>
        <translation>Cette caisse travaille avec un compte de test&#xa0;: aucun argent ne bouge.</translation>
    </message>
    <message>
        <source>This till takes real payments.</source>
        <translation>Cette caisse encaisse de vrais paiements.</translation>
    </message>
    <message>
        <source>Set it up for your Stripe account here. Training keeps its own data.</source>
        <translation>Configurez-la ici pour votre compte Stripe. La formation garde ses propres données.</translation>
    </message>
    <message>
        <source>Keys lie in this computer’s keyring. To replace them, set the till up again with the new ones: they must be of the same account.</source>
        <translation>Les clés sont dans le trousseau de cet ordinateur. Pour les remplacer, configurez de nouveau la caisse avec les nouvelles&#xa0;: elles doivent être du même compte.</translation>
    </message>
    <message>
        <source>Set up for a Stripe account…</source>
        <translation>Configurer pour un compte Stripe…</translation>
    </message>
    <message>
        <source>Set up again…</source>
        <translation>Configurer de nouveau…</translation>
    </message>
    <message>
        <source>Ask Stripe what the keys may do</source>
        <translation>Demander à Stripe ce que les clés permettent</translation>
    </message>
    <message>
        <source>The till’s files are encrypted; their key can be changed while it sells.</source>
        <translation>Les fichiers de la caisse sont chiffrés&#xa0;; leur clé peut être changée pendant la vente.</translation>
    </message>
    <message>
        <source>New key for the files…</source>
        <translation>Nouvelle clé des fichiers…</translation>
    </message>
    <message>
        <source>Encrypt the till’s files with a new key?</source>
        <translation>Chiffrer les fichiers de la caisse avec une nouvelle clé&#xa0;?</translation>
    </message>
    <message>
        <source>Selling goes on meanwhile, and no money moves. Then the old key is gone from this computer: copies of the files that you took elsewhere are readable only with the old keyring entry, if you kept it.</source>
        <translation>La vente continue pendant ce temps, et aucun argent ne bouge. Ensuite, l’ancienne clé n’est plus sur cet ordinateur&#xa0;: les copies des fichiers que vous avez mises ailleurs ne sont lisibles qu’avec l’ancienne entrée du trousseau, si vous l’avez gardée.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Ne rien changer</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>Créer une nouvelle clé</translation>
    </message>
    <message>
        <source>Publishable key</source>
        <translation>Clé publique</translation>
    </message>
    <message>
        <source>Restricted key</source>
        <translation>Clé restreinte</translation>
    </message>
    <message>
        <source>Key for refunds</source>
        <translation>Clé des remboursements</translation>
    </message>
    <message>
        <source>The files have a new key.</source>
        <translation>Les fichiers ont une nouvelle clé.</translation>
    </message>
    <message>
        <source>Remove the keys…</source>
        <translation>Retirer les clés…</translation>
    </message>
    <message>
        <source>Remove the keys from this computer?</source>
        <translation>Retirer les clés de cet ordinateur&#xa0;?</translation>
    </message>
    <message>
        <source>No money moves. The till works with them until it is closed; after that it takes no payment until it is set up again with keys of the same account.</source>
        <translation>Aucun argent ne bouge. La caisse travaille avec elles jusqu’à sa fermeture&#xa0;; ensuite, elle n’encaisse plus rien avant d’être configurée de nouveau avec des clés du même compte.</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>Les laisser</translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation>Les retirer</translation>
    </message>
</context>
<context>
    <name>AgreementList</name>
    <message>
        <source>Agreements</source>
        <translation>Accords</translation>
    </message>
    <message>
        <source>They can’t be shown.</source>
        <translation>Ils ne peuvent pas être affichés.</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>En afficher %n de plus</numerusform>
            <numerusform>En afficher %n de plus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AgreementPaper</name>
    <message>
        <source>Agreement</source>
        <translation>Accord</translation>
    </message>
    <message>
        <source>How it was given</source>
        <translation>Comment il a été donné</translation>
    </message>
    <message>
        <source>What the customer read</source>
        <translation>Ce que le client a lu</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>When, by the shop’s clock</source>
        <translation>Quand, à l’heure du magasin</translation>
    </message>
    <message>
        <source>The same moment in UTC</source>
        <translation>Le même instant en UTC</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Ticked by the customer on their own page, which opens unticked</source>
        <translation>Coché par le client sur sa propre page, qui s’ouvre sans rien de coché</translation>
    </message>
    <message>
        <source>Signed on paper no. {number}</source>
        <translation>Signé sur le papier n° {number}</translation>
    </message>
    <message>
        <source>Agreed to</source>
        <translation>D’accord pour</translation>
    </message>
    <message>
        <source>May be charged while away</source>
        <translation>Peut être débitée en l’absence du client</translation>
    </message>
    <message>
        <source>Show this card next time</source>
        <translation>Montrer cette carte la prochaine fois</translation>
    </message>
    <message>
        <source>Handed over by</source>
        <translation>Remis par</translation>
    </message>
    <message>
        <source>Wording and language</source>
        <translation>Version du texte et langue</translation>
    </message>
    <message>
        <source>Agreement no.</source>
        <translation>N° de l’accord</translation>
    </message>
    <message>
        <source>Checkout</source>
        <translation>Encaissement</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Paiement</translation>
    </message>
    <message>
        <source>Card at Stripe</source>
        <translation>Carte chez Stripe</translation>
    </message>
    <message>
        <source>Customer at Stripe</source>
        <translation>Client chez Stripe</translation>
    </message>
    <message>
        <source>Ended on</source>
        <translation>Terminé le</translation>
    </message>
    <message>
        <source>Card removed on</source>
        <translation>Carte retirée le</translation>
    </message>
    <message>
        <source>Fingerprint of the text (SHA-256)</source>
        <translation>Empreinte du texte (SHA-256)</translation>
    </message>
    <message>
        <source>This till doesn’t have the text: it was agreed to at another one. Its fingerprint proves which text it was.</source>
        <translation>Cette caisse n’a pas le texte : l’accord a été donné à une autre. Son empreinte prouve de quel texte il s’agit.</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Page {page} sur {pages}</translation>
    </message>
    <message>
        <source>TRAINING – practice only, nothing was agreed to</source>
        <translation>FORMATION – exercice seulement, aucun accord n’a été donné</translation>
    </message>
</context>
<context>
    <name>AgreementRow</name>
    <message>
        <source>Opens the agreement</source>
        <translation>Ouvre l’accord</translation>
    </message>
</context>
<context>
    <name>AgreementScreen</name>
    <message>
        <source>The customer doesn’t have it yet</source>
        <translation>Le client ne l’a pas encore</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Révoquer…</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Save the agreement as PDF</source>
        <translation>Enregistrer l’accord en PDF</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimer…</translation>
    </message>
    <message>
        <source>E-mail…</source>
        <translation>E-mail…</translation>
    </message>
    <message>
        <source>How it was given</source>
        <translation>Comment il a été donné</translation>
    </message>
    <message>
        <source>What the customer read</source>
        <translation>Ce que le client a lu</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Accord</translation>
    </message>
    <message>
        <source>This till doesn’t have the text: it was agreed to at another one. Its fingerprint below proves which text it was.</source>
        <translation>Cette caisse n’a pas le texte&#xa0;: l’accord a été donné à une autre. L’empreinte ci-dessous prouve de quel texte il s’agit.</translation>
    </message>
    <message>
        <source>Fingerprint of the text (SHA-256): {sha}</source>
        <translation>Empreinte du texte (SHA-256)&#xa0;: {sha}</translation>
    </message>
    <message>
        <source>The till knows no e-mail address of this customer.</source>
        <translation>La caisse ne connaît pas l’adresse e-mail de ce client.</translation>
    </message>
    <message>
        <source>The agreement has ended. No money moved.</source>
        <translation>L’accord a pris fin. Aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>Also remove the card…</source>
        <translation>Retirer aussi la carte…</translation>
    </message>
    <message>
        <source>Outside it the till charges nothing while the customer is away.</source>
        <translation>Hors de cet accord, la caisse ne débite rien en l’absence du client.</translation>
    </message>
    <message>
        <source>The card itself stays saved.</source>
        <translation>La carte elle-même reste enregistrée.</translation>
    </message>
    <message>
        <source>What is still to be paid is not known here: look at the sale.</source>
        <translation>Ce qui reste à payer n’est pas connu ici&#xa0;: voyez la vente.</translation>
    </message>
    <message>
        <source>The till charges nothing under it any more.</source>
        <translation>La caisse ne débite plus rien à ce titre.</translation>
    </message>
    <message>
        <source>{amount} stay open and are now at risk: take them while the customer is here, or get a new agreement.</source>
        <translation>Il reste {amount} à payer, et ce paiement est devenu incertain&#xa0;: encaissez-le tant que le client est là, ou obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>It leaves nothing to be paid.</source>
        <translation>Il ne laisse rien à payer.</translation>
    </message>
    <message>
        <source>The card itself stays saved. It is no longer shown at the next checkout, unless another agreement says so.</source>
        <translation>La carte elle-même reste enregistrée. Elle n’est plus proposée au prochain paiement, sauf si un autre accord le prévoit.</translation>
    </message>
    <message>
        <source>The card itself stays saved, and is still shown at the next checkout: open the card to have that end too.</source>
        <translation>La carte elle-même reste enregistrée, et sera encore proposée au prochain paiement&#xa0;: ouvrez la carte pour que cela cesse aussi.</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Concerne</translation>
    </message>
    <message>
        <source>At most each time</source>
        <translation>Au plus à chaque fois</translation>
    </message>
    <message>
        <source>At most in all</source>
        <translation>Au plus en tout</translation>
    </message>
    <message>
        <source>Charges at most</source>
        <translation>Débits au plus</translation>
    </message>
    <message>
        <source>At most one</source>
        <translation>Au plus un débit</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Reste à payer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>À partir du</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Jusqu’au</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Révoqué</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Not noted: the till had nobody signed in</source>
        <translation>Non noté&#xa0;: personne n’était identifié à la caisse</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Agreed to</source>
        <translation>Accepté</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Number on the paper</source>
        <translation>Numéro du papier</translation>
    </message>
    <message>
        <source>Handed over by</source>
        <translation>Remis par</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>Version du texte</translation>
    </message>
    <message>
        <source>Checkout</source>
        <translation>Session de paiement</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Paiement</translation>
    </message>
    <message>
        <source>Card at Stripe</source>
        <translation>Carte chez Stripe</translation>
    </message>
    <message>
        <source>This may not be how it stands now</source>
        <translation>Son état a peut-être changé</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Regarder à nouveau</translation>
    </message>
    <message>
        <source>Charge under this agreement…</source>
        <translation>Débiter au titre de cet accord…</translation>
    </message>
</context>
<context>
    <name>AgreementSpeaker</name>
    <message>
        <source>Show the card next time</source>
        <translation>Proposer la carte la prochaine fois</translation>
    </message>
    <message>
        <source>Balance of a deposit</source>
        <translation>Solde d’un acompte</translation>
    </message>
    <message>
        <source>Instalments</source>
        <translation>Paiement échelonné</translation>
    </message>
    <message>
        <source>Top-up when needed</source>
        <translation>Recharge au besoin</translation>
    </message>
    <message>
        <source>up to {total}</source>
        <translation>jusqu’à {total}</translation>
    </message>
    <message>
        <source>{count} × {cap} at most, up to {total}</source>
        <translation>{count} × {cap} au plus, {total} en tout</translation>
    </message>
    <message>
        <source>{count} × {cap} at most, {often}, up to {total}</source>
        <translation>{count} × {cap} au plus, {often}, {total} en tout</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>jusqu’au {date}</translation>
    </message>
    <message>
        <source>any saved card</source>
        <translation>toute carte enregistrée</translation>
    </message>
    <message>
        <source>a card that isn’t saved here</source>
        <translation>une carte qui n’est pas enregistrée ici</translation>
    </message>
    <message>
        <source>Revoked, {amount} at risk</source>
        <translation>Révoqué, {amount} incertains</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Révoqué</translation>
    </message>
    <message>
        <source>Its time was over on {date}.</source>
        <translation>Il n’était valable que jusqu’au {date}.</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Everything it was for was charged.</source>
        <translation>Tout ce pour quoi il était donné a été débité.</translation>
    </message>
    <message>
        <source>Charges from {date} on.</source>
        <translation>Débits à partir du {date}.</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>En vigueur</translation>
    </message>
    <message>
        <source>The customer ended it here, at the counter.</source>
        <translation>Le client y a mis fin ici, au comptoir.</translation>
    </message>
    <message>
        <source>It was ended at another till or at Stripe.</source>
        <translation>Il a pris fin à une autre caisse ou chez Stripe.</translation>
    </message>
    <message>
        <source>The card is no longer saved.</source>
        <translation>La carte n’est plus enregistrée.</translation>
    </message>
    <message>
        <source>May be charged while away</source>
        <translation>Débit possible en son absence</translation>
    </message>
    <message>
        <source>Show this card next time</source>
        <translation>Proposer cette carte la prochaine fois</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>Signé sur papier</translation>
    </message>
    <message>
        <source>Ticked on the customer’s page</source>
        <translation>Coché sur la page du client</translation>
    </message>
</context>
<context>
    <name>AmountForm</name>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Devise</translation>
    </message>
    <message>
        <source>What it is for (on the receipt)</source>
        <translation>Objet (figure sur le reçu)</translation>
    </message>
</context>
<context>
    <name>ApprovalPanel</name>
    <message>
        <source>This needs an approval</source>
        <translation>Il faut une approbation</translation>
    </message>
    <message>
        <source>{who} may not do this alone: {what}. Nothing has been done yet. Who approves it types their PIN; {who} stays signed in.</source>
        <translation>{who} ne peut pas le faire sans approbation&#xa0;: {what}. Rien n’a encore été fait. La personne qui approuve saisit son code&#xa0;; {who} reste à la caisse.</translation>
    </message>
    <message>
        <source>Nobody else here may do it either. Ask an owner.</source>
        <translation>Personne d’autre ici ne le peut non plus. Adressez-vous à un propriétaire.</translation>
    </message>
    <message>
        <source>Don’t do it</source>
        <translation>Ne pas le faire</translation>
    </message>
    <message numerus="yes">
        <source>%n charge(s), {sum} in all</source>
        <translation>
            <numerusform>%n débit, {sum} en tout</numerusform>
            <numerusform>%n débits, {sum} en tout</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AskAgainNotice</name>
    <message>
        <source>Agreement not recorded: {description}</source>
        <translation>Accord non enregistré&#xa0;: {description}</translation>
    </message>
    <message>
        <source>The till was closed while the customer was to pay {amount}. Nothing was paid, no money moved, and nothing is agreed to.</source>
        <translation>La caisse a été fermée alors que le client devait payer {amount}. Rien n’a été payé, aucun argent n’a bougé, et aucun accord n’est donné.</translation>
    </message>
    <message>
        <source>The till was closed while the customer was saving a card. It was not saved, no money moved, nothing is agreed to and nothing is owed.</source>
        <translation>La caisse a été fermée pendant que le client enregistrait une carte. Elle n’a pas été enregistrée, aucun argent n’a bougé, rien n’est convenu et rien n’est dû.</translation>
    </message>
    <message>
        <source>Show the customer</source>
        <translation>Afficher le client</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Take the payment again: the signed paper {number} can be used for it.</source>
        <translation>Reprenez le paiement&#xa0;: le papier signé {number} peut servir.</translation>
    </message>
    <message>
        <source>Begin the sale again.</source>
        <translation>Recommencez la vente.</translation>
    </message>
    <message>
        <source>Ask again, with the payment.</source>
        <translation>Redemandez-le, avec le paiement.</translation>
    </message>
</context>
<context>
    <name>AskScreen</name>
    <message>
        <source>Payment with an agreement</source>
        <translation>Paiement avec un accord</translation>
    </message>
    <message>
        <source>What may be charged later?</source>
        <translation>Que pourra-t-on débiter plus tard&#xa0;?</translation>
    </message>
    <message>
        <source>One charge, when the rest is due</source>
        <translation>Un débit, quand le reste est dû</translation>
    </message>
    <message>
        <source>Several of the same amount</source>
        <translation>Plusieurs du même montant</translation>
    </message>
    <message>
        <source>On no fixed days, up to a cap</source>
        <translation>Sans dates fixes, avec plafond</translation>
    </message>
    <message>
        <source>The rest, at most</source>
        <translation>Le reste, au plus</translation>
    </message>
    <message>
        <source>Each instalment</source>
        <translation>Chaque échéance</translation>
    </message>
    <message>
        <source>At most each time</source>
        <translation>Au plus à chaque fois</translation>
    </message>
    <message>
        <source>At most once</source>
        <translation>Au plus une fois</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>À quel rythme</translation>
    </message>
    <message>
        <source>The customer reads it in</source>
        <translation>Langue du client</translation>
    </message>
    <message>
        <source>Hand over to the customer</source>
        <translation>Passer au client</translation>
    </message>
    <message>
        <source>On paper instead…</source>
        <translation>Plutôt sur papier…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Sell it with its days instead…</source>
        <translation>Vendre à échéances…</translation>
    </message>
    <message>
        <source>{amount} are paid now. Only the customer can tick the agreement, on their page.</source>
        <translation>{amount} sont payés maintenant. Seul le client peut cocher l’accord, sur sa page.</translation>
    </message>
    <message>
        <source>Type a whole number from 1 to {most}.</source>
        <translation>Saisissez un nombre entier de 1 à {most}.</translation>
    </message>
    <message>
        <source>Charges at most</source>
        <translation>Débits au plus</translation>
    </message>
    <message>
        <source>Last day (dd/mm/yyyy)</source>
        <translation>Dernier jour (jj/mm/aaaa)</translation>
    </message>
    <message>
        <source>An agreement alone puts nothing on the list of what is due.</source>
        <translation>Un accord seul n’ajoute rien à la liste des échéances.</translation>
    </message>
    <message>
        <source>Type a day from today on.</source>
        <translation>Saisissez un jour à partir d’aujourd’hui.</translation>
    </message>
    <message>
        <source>Too early for that many: the last one is charged on {day}.</source>
        <translation>Trop tôt pour autant de débits&#xa0;: le dernier est fait le {day}.</translation>
    </message>
    <message>
        <source>There is no agreement yet</source>
        <translation>Il n’y a pas encore d’accord</translation>
    </message>
</context>
<context>
    <name>AskingOnPaper</name>
    <message>
        <source>Saved: {file}. Print it and have it signed.</source>
        <translation>Enregistré : {file}. Imprimez-le et faites-le signer.</translation>
    </message>
</context>
<context>
    <name>AtStripeSection</name>
    <message>
        <source>At Stripe</source>
        <translation>Chez Stripe</translation>
    </message>
    <message>
        <source>Web address that the card form says it is of</source>
        <translation>Adresse web dont se réclame le formulaire de carte</translation>
    </message>
    <message>
        <source>Best a name your shop owns and has registered at Stripe, such as till.example.com. Nothing is loaded from there. Empty: none of yours.</source>
        <translation>De préférence un nom qui appartient à votre magasin et que vous avez enregistré chez Stripe, comme caisse.example.com. Rien n’en est chargé. Vide&#xa0;: aucun nom à vous.</translation>
    </message>
    <message>
        <source>What are new customers at Stripe?</source>
        <translation>Que sont les nouveaux clients chez Stripe&#xa0;?</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Des clients</translation>
    </message>
    <message>
        <source>As in most shops.</source>
        <translation>Comme dans la plupart des magasins.</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Des comptes</translation>
    </message>
    <message>
        <source>Where your Stripe account works with Accounts v2. Both are read then.</source>
        <translation>Si votre compte Stripe utilise Accounts v2. Les deux sont alors lus.</translation>
    </message>
    <message>
        <source>The address counts from the next payment on, the kind from the next start.</source>
        <translation>L’adresse compte à partir du prochain paiement, le type à partir du prochain démarrage.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Kept for this till.</source>
        <translation>C’est retenu pour cette caisse.</translation>
    </message>
    <message>
        <source>Type an address as https://till.example.com, or nothing.</source>
        <translation>Saisissez une adresse comme https://caisse.example.com, ou rien.</translation>
    </message>
</context>
<context>
    <name>AuditSection</name>
    <message>
        <source>Audit log</source>
        <translation>Journal d’audit</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>Montrer les précédentes</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Save as a table (CSV)…</source>
        <translation>Enregistrer en tableau (CSV)…</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Tout le monde</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd’hui</translation>
    </message>
    <message>
        <source>The last 7 days</source>
        <translation>Les 7 derniers jours</translation>
    </message>
    <message>
        <source>The last 31 days</source>
        <translation>Les 31 derniers jours</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Tous les jours</translation>
    </message>
    <message>
        <source>Nothing is noted until the till has staff: set it up under People.</source>
        <translation>Rien n’est noté tant que la caisse n’a pas d’équipe&#xa0;: commencez sous Équipe.</translation>
    </message>
    <message>
        <source>You may not read the audit log. Ask a manager or an owner.</source>
        <translation>Vous n’avez pas le droit de lire le journal d’audit. Adressez-vous à un responsable ou à un propriétaire.</translation>
    </message>
    <message>
        <source>Nothing of this kind is noted.</source>
        <translation>Rien de tel n’est noté.</translation>
    </message>
    <message>
        <source>The log begins on {day}. Entries leave it after twelve months: save it as a table before, if you need them longer.</source>
        <translation>Le journal commence le {day}. Les entrées en sortent après douze mois&#xa0;: enregistrez-le d’abord comme tableau si vous en avez besoin plus longtemps.</translation>
    </message>
    <message>
        <source>It has not been saved since then.</source>
        <translation>Il n’a pas été enregistré depuis.</translation>
    </message>
    <message>
        <source>It was last saved on {day}.</source>
        <translation>Il a été enregistré pour la dernière fois le {day}.</translation>
    </message>
    <message>
        <source>Where to save the audit log</source>
        <translation>Où enregistrer le journal d’audit</translation>
    </message>
    <message>
        <source>The audit log was saved as {file}.</source>
        <translation>Le journal d’audit est enregistré sous {file}.</translation>
    </message>
</context>
<context>
    <name>AuditTable</name>
    <message>
        <source>No.</source>
        <translation>Nº</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Objet</translation>
    </message>
</context>
<context>
    <name>BankSection</name>
    <message>
        <source>The next card that is charged or saved, typed or on file, gets this answer.</source>
        <translation>La prochaine carte débitée ou enregistrée, saisie ou déjà connue, reçoit cette réponse.</translation>
    </message>
    <message>
        <source>Stripe’s decline code</source>
        <translation>Code de refus de Stripe</translation>
    </message>
    <message>
        <source>The customer would hear</source>
        <translation>Le client entendrait</translation>
    </message>
    <message>
        <source>Decline the next card</source>
        <translation>Refuser la prochaine carte</translation>
    </message>
    <message>
        <source>Ask for authentication</source>
        <translation>Demander l’authentification</translation>
    </message>
</context>
<context>
    <name>BoardScreen</name>
    <message>
        <source>Customer or reference</source>
        <translation>Client ou référence</translation>
    </message>
    <message>
        <source>What is due</source>
        <translation>Ce qui est dû</translation>
    </message>
    <message>
        <source>What is owed to customers…</source>
        <translation>Dû aux clients…</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Dû aujourd’hui</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>En retard</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>À risque</translation>
    </message>
    <message>
        <source>To come</source>
        <translation>À venir</translation>
    </message>
    <message>
        <source>Nobody here is called that, and no sale has that reference.</source>
        <translation>Aucun client ici ne porte ce nom et aucune vente n’a cette référence.</translation>
    </message>
    <message>
        <source>Nothing is due today.</source>
        <translation>Rien n’est dû aujourd’hui.</translation>
    </message>
    <message>
        <source>Nothing is overdue.</source>
        <translation>Rien n’est en retard.</translation>
    </message>
    <message>
        <source>Nothing is at risk.</source>
        <translation>Rien n’est à risque.</translation>
    </message>
    <message>
        <source>Nothing is to come.</source>
        <translation>Rien n’est à venir.</translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) due</source>
        <translation>
            <numerusform>%n paiement à encaisser</numerusform>
            <numerusform>%n paiements à encaisser</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>Rien à encaisser</translation>
    </message>
    <message numerus="yes">
        <source>Shown: %n, {total} in all</source>
        <translation>
            <numerusform>%n affiché, {total} en tout</numerusform>
            <numerusform>%n affichés, {total} en tout</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to show here</source>
        <translation>Rien à afficher ici</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Charge {amount} now</source>
        <translation>Débiter {amount}</translation>
    </message>
    <message>
        <source>Collect all due…</source>
        <translation>Tout encaisser…</translation>
    </message>
    <message>
        <source>Don’t collect</source>
        <translation>Ne pas encaisser</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message numerus="yes">
        <source>Charge %n saved card(s)?</source>
        <translation>
            <numerusform>Débiter %n carte enregistrée&#xa0;?</numerusform>
            <numerusform>Débiter %n cartes enregistrées&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{done} sur {total}</translation>
    </message>
    <message>
        <source>Stopping: {done} of {total} done</source>
        <translation>Arrêt en cours&#xa0;: {done} sur {total}</translation>
    </message>
    <message>
        <source>Not all of it is collected</source>
        <translation>Tout n’est pas encaissé</translation>
    </message>
    <message>
        <source>Stopped before the end</source>
        <translation>Arrêté avant la fin</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Encaissé</translation>
    </message>
    <message>
        <source>Open a row for the ways on: another card, a link, another day.</source>
        <translation>Ouvrez une ligne pour la suite&#xa0;: une autre carte, un lien, un autre jour.</translation>
    </message>
    <message>
        <source>The till goes on asking about what is not known.</source>
        <translation>La caisse continue d’interroger Stripe sur ce qui n’est pas connu.</translation>
    </message>
    <message numerus="yes">
        <source>%n were not tried: collect again to go on.</source>
        <translation>
            <numerusform>%n n’a pas été essayé&#xa0;: encaissez de nouveau pour continuer.</numerusform>
            <numerusform>%n n’ont pas été essayés&#xa0;: encaissez de nouveau pour continuer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n charged</source>
        <translation>
            <numerusform>%n débité</numerusform>
            <numerusform>%n débités</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n declined</source>
        <translation>
            <numerusform>%n refusé</numerusform>
            <numerusform>%n refusés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be confirmed by the customer</source>
        <translation>
            <numerusform>%n à confirmer par le client</numerusform>
            <numerusform>%n à confirmer par les clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not charged</source>
        <translation>
            <numerusform>%n non débité</numerusform>
            <numerusform>%n non débités</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not known yet: don’t charge again</source>
        <translation>
            <numerusform>%n pas encore connu&#xa0;: ne débitez pas de nouveau</numerusform>
            <numerusform>%n pas encore connus&#xa0;: ne débitez pas de nouveau</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was charged just now</source>
        <translation>Rien n’a été débité à l’instant</translation>
    </message>
    <message>
        <source>{amount} in all ({words}), each under its customer’s agreement while they are away. What has something in its way is left out. You can stop at any time.</source>
        <translation>{amount} en tout ({words}), chaque débit selon l’accord de son client absent. Ce qui est bloqué est laissé de côté. Vous pouvez arrêter à tout moment.</translation>
    </message>
</context>
<context>
    <name>CallOffScreen</name>
    <message>
        <source>Goes back to the customer’s card</source>
        <translation>Revient sur la carte du client</translation>
    </message>
    <message>
        <source>Call off the sale</source>
        <translation>Annuler la vente</translation>
    </message>
    <message>
        <source>Paid and not given back: {amount}.</source>
        <translation>Payé et non rendu&#xa0;: {amount}.</translation>
    </message>
    <message>
        <source>Nothing goes back, since nothing was paid.</source>
        <translation>Rien n’est rendu, puisque rien n’a été payé.</translation>
    </message>
    <message>
        <source>Looking up what was agreed…</source>
        <translation>Recherche de ce qui a été convenu…</translation>
    </message>
    <message>
        <source>No agreement says what comes back: decide it here.</source>
        <translation>Aucun accord ne dit ce qui est rendu&#xa0;: décidez-le ici.</translation>
    </message>
    <message>
        <source>By the agreement it had to be said until {date}.</source>
        <translation>Selon l’accord, il fallait le dire jusqu’au {date}.</translation>
    </message>
    <message>
        <source>The shop keeps nothing.</source>
        <translation>Le magasin ne garde rien.</translation>
    </message>
    <message>
        <source>The shop keeps {amount}.</source>
        <translation>Le magasin garde {amount}.</translation>
    </message>
    <message>
        <source>Call it off…</source>
        <translation>Annuler la vente…</translation>
    </message>
    <message>
        <source>Call it off</source>
        <translation>Annuler la vente</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Nothing more is charged.</source>
        <translation>Plus rien n’est débité.</translation>
    </message>
    <message>
        <source>{refund} goes back to the card.</source>
        <translation>{refund} reviennent sur la carte.</translation>
    </message>
    <message>
        <source>Reason: {reason}.</source>
        <translation>Motif&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>The sale is called off</source>
        <translation>La vente est annulée</translation>
    </message>
    <message>
        <source>Called off, the refund isn’t known yet</source>
        <translation>Vente annulée, remboursement pas encore connu</translation>
    </message>
    <message>
        <source>Called off, but not all went back</source>
        <translation>Vente annulée, mais tout n’a pas été rendu</translation>
    </message>
    <message>
        <source>Nothing went back, and nothing more is charged.</source>
        <translation>Rien n’a été remboursé, et plus rien ne sera débité.</translation>
    </message>
    <message>
        <source>{amount} went back. Nothing more is charged.</source>
        <translation>{amount} ont été rendus. Plus rien n’est débité.</translation>
    </message>
    <message>
        <source>It is not known yet whether all of it went back. Do not refund again: the till finds out and goes on by itself.</source>
        <translation>On ne sait pas encore si tout a été rendu. Ne remboursez pas de nouveau&#xa0;: la caisse se renseigne et continue toute seule.</translation>
    </message>
    <message>
        <source>Until {date}, the agreement gives this back.</source>
        <translation>Jusqu’au {date}, l’accord prévoit ce remboursement.</translation>
    </message>
    <message>
        <source>{amount} could not be given back yet. The till goes on trying by itself.</source>
        <translation>{amount} n’ont pas encore pu être rendus. La caisse continue d’essayer toute seule.</translation>
    </message>
    <message>
        <source>{amount} could not be given back: open the payment from the sale to see why, and to try again.</source>
        <translation>{amount} n’ont pas pu être remboursés : ouvrez le paiement depuis la vente pour voir pourquoi et réessayer.</translation>
    </message>
    <message>
        <source>The sale is not called off</source>
        <translation>La vente n’est pas annulée</translation>
    </message>
    <message>
        <source>Stripe notes it with the sale as soon as it answers again.</source>
        <translation>Stripe le notera avec la vente dès qu’il répondra de nouveau.</translation>
    </message>
    <message>
        <source>Not known yet whether it is called off</source>
        <translation>On ne sait pas encore si la vente est annulée</translation>
    </message>
    <message>
        <source>What was agreed can’t be looked up now: type what goes back, or go back and try again later.</source>
        <translation>Ce qui a été convenu ne peut pas être retrouvé maintenant&#xa0;: saisissez ce qui est rendu, ou revenez en arrière et réessayez plus tard.</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>TRAINING</source>
        <translation>FORMATION</translation>
    </message>
    <message>
        <source>TEST</source>
        <translation>TEST</translation>
    </message>
</context>
<context>
    <name>CardRemovalScreen</name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Remove the card</source>
        <translation>Retirer la carte</translation>
    </message>
    <message>
        <source>Finding out what needs it…</source>
        <translation>Recherche de ce qui en dépend…</translation>
    </message>
    <message>
        <source>Removing it at Stripe…</source>
        <translation>Retrait chez Stripe…</translation>
    </message>
    <message>
        <source>Remove {card} of {name}?</source>
        <translation>Retirer {card} de {name}&#xa0;?</translation>
    </message>
    <message>
        <source>Nothing is charged or refunded. It can’t be undone: the customer has to give the card again.</source>
        <translation>Rien n’est débité ni remboursé. C’est définitif&#xa0;: le client devra redonner sa carte.</translation>
    </message>
    <message>
        <source>These agreements end with it:</source>
        <translation>Ces accords prennent fin avec elle&#xa0;:</translation>
    </message>
    <message>
        <source>What stays open is still owed, and then at risk: take it while the customer is here, or get a new agreement.</source>
        <translation>Ce qui reste à payer reste dû, mais devient incertain&#xa0;: encaissez-le tant que le client est là, ou obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Regarder à nouveau</translation>
    </message>
    <message>
        <source>Stripe did not say whether the card was removed. No money moved. Try again: Stripe is asked how it stands before anything is repeated.</source>
        <translation>Stripe n’a pas dit si la carte a été retirée. Aucun argent n’a bougé. Réessayez&#xa0;: la caisse demande d’abord à Stripe ce qu’il en est, avant de rien répéter.</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Pas encore connu</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>No money moved. Try again in a moment.</source>
        <translation>Aucun argent n’a bougé. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The card is still saved</source>
        <translation>La carte est toujours enregistrée</translation>
    </message>
    <message>
        <source>The card was not removed</source>
        <translation>La carte n’a pas été retirée</translation>
    </message>
    <message>
        <source>The card can’t be removed now</source>
        <translation>La carte ne peut pas être retirée maintenant</translation>
    </message>
</context>
<context>
    <name>CardRow</name>
    <message>
        <source>until {month}</source>
        <translation>jusqu’au {month}</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Expirée</translation>
    </message>
    <message>
        <source>{brand} card ending in {last4}, {expiry}. {redisplay}</source>
        <translation>Carte {brand} finissant par {last4}, {expiry}. {redisplay}</translation>
    </message>
    <message>
        <source>Shown to the customer at the next checkout</source>
        <translation>Proposée au client lors du prochain paiement</translation>
    </message>
    <message>
        <source>For agreed charges, not shown</source>
        <translation>Débits convenus, non proposée</translation>
    </message>
    <message>
        <source>Saved, not shown at checkout</source>
        <translation>Enregistrée, non proposée au paiement</translation>
    </message>
</context>
<context>
    <name>CardScreen</name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Retirer…</translation>
    </message>
    <message>
        <source>Make this the default</source>
        <translation>Mettre par défaut</translation>
    </message>
    <message>
        <source>Show it next time</source>
        <translation>La proposer la prochaine fois</translation>
    </message>
    <message>
        <source>Don’t show it next time</source>
        <translation>Ne plus la proposer</translation>
    </message>
    <message>
        <source>Needed for</source>
        <translation>Nécessaire pour</translation>
    </message>
    <message>
        <source>It can’t be charged any more. Have the customer give another card at their next payment, and an agreement for it where one is needed.</source>
        <translation>Elle ne peut plus être débitée. Au prochain paiement, demandez au client une autre carte, et un accord pour elle s’il en faut un.</translation>
    </message>
    <message>
        <source>This card has expired</source>
        <translation>Cette carte a expiré</translation>
    </message>
    <message>
        <source>An agreement may be charged for longer than this card is valid. Nothing is wrong yet: ask for another card, with a new agreement, before it expires.</source>
        <translation>Un accord permet des débits plus longtemps que cette carte n’est valable. Rien d’urgent&#xa0;: demandez une autre carte, avec un nouvel accord, avant qu’elle n’expire.</translation>
    </message>
    <message>
        <source>It expires within a plan</source>
        <translation>Elle expire avant la fin d’un accord</translation>
    </message>
    <message>
        <source>Yes: charged unless another is chosen</source>
        <translation>Oui&#xa0;: débitée sauf si une autre est choisie</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>Valable jusqu’à</translation>
    </message>
    <message>
        <source>Saved on</source>
        <translation>Enregistrée le</translation>
    </message>
    <message>
        <source>Default card</source>
        <translation>Carte par défaut</translation>
    </message>
    <message>
        <source>Next time</source>
        <translation>Prochaine fois</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>Accords</translation>
    </message>
    <message>
        <source>Only the customer can have it shown next time, by ticking the box when they pay.</source>
        <translation>Seul le client peut la faire proposer la prochaine fois, en cochant la case quand il paie.</translation>
    </message>
    <message>
        <source>This was not done</source>
        <translation>Cela n’a pas été fait</translation>
    </message>
    <message>
        <source>It isn’t known whether this was done. No money moves by it</source>
        <translation>On ne sait pas si cela a été fait. Aucun argent ne bouge ainsi</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Regarder à nouveau</translation>
    </message>
</context>
<context>
    <name>CardSpeaker</name>
    <message>
        <source>Show the card next time</source>
        <translation>Proposer la carte la prochaine fois</translation>
    </message>
    <message>
        <source>Balance of a deposit</source>
        <translation>Solde d’un acompte</translation>
    </message>
    <message>
        <source>Instalments</source>
        <translation>Paiement échelonné</translation>
    </message>
    <message>
        <source>Top-up when needed</source>
        <translation>Recharge au besoin</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>These go on for the customer’s other cards only: {names}.</source>
        <translation>Restent valables pour les autres cartes du client seulement&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>{agreement}: what is still to be paid isn’t known here</source>
        <translation>{agreement}&#xa0;: ce qui reste à payer n’est pas connu ici</translation>
    </message>
    <message>
        <source>{agreement}: nothing left to be paid</source>
        <translation>{agreement}&#xa0;: plus rien à payer</translation>
    </message>
    <message>
        <source>{agreement}: up to {amount} stay open</source>
        <translation>{agreement}&#xa0;: jusqu’à {amount} restent à payer</translation>
    </message>
    <message>
        <source>{agreement}, until {date}</source>
        <translation>{agreement}, jusqu’au {date}</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>Shown to the customer at the next checkout</source>
        <translation>Proposée au client lors du prochain paiement</translation>
    </message>
    <message>
        <source>Kept for agreed charges only; not shown at checkout</source>
        <translation>Gardée pour les débits convenus&#xa0;; non proposée au paiement</translation>
    </message>
    <message>
        <source>Saved, but the customer did not agree to see it again</source>
        <translation>Enregistrée, sans accord du client pour la revoir</translation>
    </message>
    <message>
        <source>Shown at the next checkout</source>
        <translation>Proposée au prochain paiement</translation>
    </message>
    <message>
        <source>For agreed charges, not shown</source>
        <translation>Débits convenus, non proposée</translation>
    </message>
    <message>
        <source>Saved, not shown at checkout</source>
        <translation>Enregistrée, non proposée</translation>
    </message>
</context>
<context>
    <name>ChangePanel</name>
    <message>
        <source>Type a day from today on, as 31/12/2026.</source>
        <translation>Saisissez un jour à partir d’aujourd’hui, comme 31/12/2026.</translation>
    </message>
    <message>
        <source>New day (day/month/year)</source>
        <translation>Nouveau jour (jour/mois/année)</translation>
    </message>
    <message>
        <source>New amount</source>
        <translation>Nouveau montant</translation>
    </message>
    <message>
        <source>It was due on {date}. Only days that the agreement allows are taken.</source>
        <translation>C’était dû le {date}. Seuls les jours permis par l’accord sont acceptés.</translation>
    </message>
    <message>
        <source>Only an amount that the agreement allows is taken. Nothing is charged.</source>
        <translation>Seul un montant permis par l’accord est accepté. Rien n’est débité.</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message numerus="yes">
        <source>%n row(s) checked. Nothing is sent yet.</source>
        <translation>
            <numerusform>%n ligne vérifiée. Rien n’est encore envoyé.</numerusform>
            <numerusform>%n lignes vérifiées. Rien n’est encore envoyé.</numerusform>
        </translation>
    </message>
    <message>
        <source>Customers who are there already:</source>
        <translation>Clients déjà présents :</translation>
    </message>
    <message>
        <source>leave as they are</source>
        <translation>laisser tels quels</translation>
    </message>
    <message>
        <source>fill what is empty</source>
        <translation>remplir ce qui est vide</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Lignes du fichier</translation>
    </message>
    <message>
        <source>The first 200 of them.</source>
        <translation>Les 200 premières.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>Autre fichier</translation>
    </message>
    <message>
        <source>Save rows to correct…</source>
        <translation>Enregistrer à corriger…</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nouveaux</translation>
    </message>
    <message>
        <source>already there</source>
        <translation>déjà présents</translation>
    </message>
    <message>
        <source>twice in the file</source>
        <translation>en double</translation>
    </message>
    <message>
        <source>to look at</source>
        <translation>à revoir</translation>
    </message>
    <message numerus="yes">
        <source>Import %n customer(s)</source>
        <translation>
            <numerusform>Importer %n client</numerusform>
            <numerusform>Importer %n clients</numerusform>
        </translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>CheckoutSpeaker</name>
    <message>
        <source>Closing. Asking Stripe whether the card was saved…</source>
        <translation>Fermeture. On demande à Stripe si la carte a été enregistrée…</translation>
    </message>
    <message>
        <source>The customer reads the agreement. Nothing is charged yet.</source>
        <translation>Le client lit l’accord. Rien n’est encore débité.</translation>
    </message>
    <message>
        <source>Preparing the payment form…</source>
        <translation>Préparation du formulaire de paiement…</translation>
    </message>
    <message>
        <source>Showing the payment form…</source>
        <translation>Affichage du formulaire de paiement…</translation>
    </message>
    <message>
        <source>Waiting for the customer</source>
        <translation>En attente du client</translation>
    </message>
    <message>
        <source>Asking Stripe…</source>
        <translation>Vérification auprès de Stripe…</translation>
    </message>
    <message>
        <source>Closing. Asking Stripe whether anything was paid…</source>
        <translation>Fermeture. Vérification auprès de Stripe d’un éventuel paiement…</translation>
    </message>
    <message>
        <source>The payment form was not opened</source>
        <translation>Le formulaire de paiement ne s’est pas ouvert</translation>
    </message>
    <message>
        <source>It is not known what happened</source>
        <translation>On ne sait pas ce qui s’est passé</translation>
    </message>
    <message>
        <source>The customer reads the agreement</source>
        <translation>Le client lit l’accord</translation>
    </message>
    <message>
        <source>The customer has the payment form</source>
        <translation>Le client a le formulaire de paiement</translation>
    </message>
    <message>
        <source>The customer is done. Asking Stripe…</source>
        <translation>Le client a terminé. Stripe est interrogé…</translation>
    </message>
    <message>
        <source>Nothing was charged: the customer has not seen a payment form. Check the network, then try again.</source>
        <translation>Rien n’a été débité&#xa0;: le client n’a pas vu de formulaire de paiement. Vérifiez le réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>The till could not find out whether the card was saved. No money moved. Check again, or leave; the sale stays blocked until there is an answer.</source>
        <translation>La caisse n’a pas pu savoir si la carte a été enregistrée. Aucun argent n’a bougé. Vérifiez de nouveau, ou quittez&#xa0;; la vente reste bloquée jusqu’à ce qu’il y ait une réponse.</translation>
    </message>
    <message>
        <source>The till could not find out whether the customer paid. Do not charge again: check again, or leave; the amount stays blocked until there is an answer.</source>
        <translation>La caisse n’a pas pu savoir si le client a payé. Ne débitez pas de nouveau&#xa0;: vérifiez encore, ou quittez&#xa0;; le montant reste bloqué jusqu’à une réponse.</translation>
    </message>
    <message>
        <source>The agreement was not recorded. With another card the customer is asked for it again.</source>
        <translation>L’accord n’a pas été enregistré. Avec une autre carte, il est redemandé au client.</translation>
    </message>
    <message>
        <source>The payment form could not be loaded, so it was closed.</source>
        <translation>Le formulaire de paiement n’a pas pu être chargé&#xa0;; il a été fermé.</translation>
    </message>
    <message>
        <source>The payment form did not start, so it was closed.</source>
        <translation>Le formulaire de paiement n’a pas démarré&#xa0;; il a été fermé.</translation>
    </message>
    <message>
        <source>The payment form stopped working, so it was closed.</source>
        <translation>Le formulaire de paiement a cessé de fonctionner&#xa0;; il a été fermé.</translation>
    </message>
    <message>
        <source>The payment form was not accepted by Stripe, so it was closed.</source>
        <translation>Le formulaire de paiement n’a pas été accepté par Stripe&#xa0;; il a été fermé.</translation>
    </message>
    <message>
        <source>Closing the form, then opening Stripe’s own page…</source>
        <translation>Fermeture du formulaire, puis ouverture de la page de Stripe…</translation>
    </message>
    <message>
        <source>The customer pays on their phone</source>
        <translation>Le client paie sur son téléphone</translation>
    </message>
    <message>
        <source>The payment form did not start, so Stripe’s own page took its place.</source>
        <translation>Le formulaire de paiement n’a pas démarré, la page de Stripe l’a donc remplacé.</translation>
    </message>
    <message>
        <source>The customer pays on Stripe’s own page, here or on their phone</source>
        <translation>Le client paie sur la page de Stripe, ici ou sur son téléphone</translation>
    </message>
    <message>
        <source>The payment form did not start. Its payment is closed first, so that nobody can pay twice; then the customer can pay on Stripe’s own page.</source>
        <translation>Le formulaire de paiement n’a pas démarré. Son paiement est d’abord fermé, pour que personne ne puisse payer deux fois&#xa0;; ensuite, le client pourra payer sur la page de Stripe.</translation>
    </message>
    <message>
        <source>The form stopped working; nothing was paid. The card is typed again in this new one.</source>
        <translation>Le formulaire a cessé de fonctionner&#xa0;; rien n’a été payé. La carte est à saisir de nouveau.</translation>
    </message>
</context>
<context>
    <name>ChooseCard</name>
    <message>
        <source>Choose the card to charge.</source>
        <translation>Choisissez la carte à débiter.</translation>
    </message>
    <message>
        <source>Charge a saved card</source>
        <translation>Débiter une carte enregistrée</translation>
    </message>
    <message>
        <source>Which card?</source>
        <translation>Quelle carte&#xa0;?</translation>
    </message>
    <message>
        <source>No saved card. Take a payment and let the customer have the card saved.</source>
        <translation>Aucune carte enregistrée. Encaissez un paiement et laissez le client demander l’enregistrement de sa carte.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>This card has expired and cannot be charged.</source>
        <translation>Cette carte a expiré et ne peut pas être débitée.</translation>
    </message>
    <message>
        <source>Stripe did not answer: these are the cards the till already knew.</source>
        <translation>Stripe n’a pas répondu&#xa0;: voici les cartes que la caisse connaissait déjà.</translation>
    </message>
    <message>
        <source>Saved cards can’t be shown: Stripe did not answer.</source>
        <translation>Les cartes enregistrées ne peuvent pas être affichées&#xa0;: Stripe n’a pas répondu.</translation>
    </message>
    <message>
        <source>Charge…</source>
        <translation>Débiter…</translation>
    </message>
    <message>
        <source>Hold only, take later…</source>
        <translation>Bloquer seulement…</translation>
    </message>
    <message>
        <source>A card that its customer hasn’t asked to see again isn’t charged here. With “Take payment” they use it themselves, on their page.</source>
        <translation>Une carte que le client n’a pas demandé à revoir n’est pas débitée ici. Avec «&#xa0;Encaisser&#xa0;», il s’en sert lui-même, sur sa page.</translation>
    </message>
</context>
<context>
    <name>ChoosePart</name>
    <message>
        <source>Refund</source>
        <translation>Rembourser</translation>
    </message>
    <message>
        <source>Take the held amount</source>
        <translation>Encaisser le montant bloqué</translation>
    </message>
    <message>
        <source>How much goes back?</source>
        <translation>Combien rembourser&#xa0;?</translation>
    </message>
    <message>
        <source>How much is taken?</source>
        <translation>Combien encaisser&#xa0;?</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Pourquoi&#xa0;?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>At most {amount}</source>
        <translation>Au plus {amount}</translation>
    </message>
    <message>
        <source>{amount} is released</source>
        <translation>{amount} est libéré</translation>
    </message>
    <message>
        <source>What is not taken now can’t be taken later: a hold is taken once.</source>
        <translation>Ce qui n’est pas encaissé maintenant ne pourra plus l’être&#xa0;: un montant bloqué ne s’encaisse qu’une fois.</translation>
    </message>
    <message>
        <source>All of it is taken</source>
        <translation>Tout est encaissé</translation>
    </message>
    <message>
        <source>Nothing stays held on the card.</source>
        <translation>Rien ne reste bloqué sur la carte.</translation>
    </message>
</context>
<context>
    <name>ChooseReason</name>
    <message>
        <source>Revoke an agreement</source>
        <translation>Révoquer un accord</translation>
    </message>
    <message>
        <source>The customer may end an agreement whenever they like. What you type is kept with it, and nothing more is asked of them.</source>
        <translation>Le client peut mettre fin à un accord quand il veut. Ce que vous saisissez est gardé avec l’accord&#xa0;; rien d’autre ne lui est demandé.</translation>
    </message>
    <message>
        <source>Why, if the customer says so</source>
        <translation>Pourquoi, si le client le dit</translation>
    </message>
    <message>
        <source>Optional. It can be read by your bank in a dispute.</source>
        <translation>Facultatif. Votre banque peut le lire en cas de litige.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ChooseStep</name>
    <message>
        <source>What is this till for?</source>
        <translation>À quoi sert cette caisse&#xa0;?</translation>
    </message>
    <message>
        <source>Change it later in the settings. Each has its own data.</source>
        <translation>Modifiable plus tard dans les réglages. Chacune a ses propres données.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Formation</translation>
    </message>
    <message>
        <source>Sample customers and a Stripe of its own on this computer. No account, no money: try out whatever you like.</source>
        <translation>Des clients d’exemple et un Stripe à elle sur cet ordinateur. Ni compte, ni argent&#xa0;: essayez tout ce que vous voulez.</translation>
    </message>
    <message>
        <source>Real payments</source>
        <translation>Vrais paiements</translation>
    </message>
    <message>
        <source>With your Stripe account. Have its publishable key and a restricted key ready.</source>
        <translation>Avec votre compte Stripe. Préparez sa clé publique et une clé restreinte.</translation>
    </message>
    <message>
        <source>Your Stripe account’s test mode</source>
        <translation>Le mode test de votre compte Stripe</translation>
    </message>
    <message>
        <source>With its test keys: the real Stripe, but no money moves.</source>
        <translation>Avec ses clés de test&#xa0;: le vrai Stripe, mais aucun argent ne bouge.</translation>
    </message>
</context>
<context>
    <name>ClockNotice</name>
    <message numerus="yes">
        <source>This computer’s clock is %n hour(s) wrong</source>
        <translation>
            <numerusform>L’horloge de cet ordinateur est fausse de %n heure</numerusform>
            <numerusform>L’horloge de cet ordinateur est fausse de %n heures</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing can be charged, and no money moved. Set the date and time of this computer right; this message then goes by itself.</source>
        <translation>Rien ne peut être débité et aucun argent n’a bougé. Réglez la date et l’heure de cet ordinateur&#xa0;: ce message disparaîtra de lui-même.</translation>
    </message>
    <message numerus="yes">
        <source>This computer’s clock is %n minute(s) wrong</source>
        <translation>
            <numerusform>L’horloge de cet ordinateur est fausse de %n minute</numerusform>
            <numerusform>L’horloge de cet ordinateur est fausse de %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Payments are not affected, but receipts show the wrong time. Set the time of this computer right.</source>
        <translation>Les paiements ne sont pas touchés, mais les reçus portent une heure fausse. Réglez l’heure de cet ordinateur.</translation>
    </message>
</context>
<context>
    <name>ColumnsModel</name>
    <message>
        <source>Column in the file</source>
        <translation>Colonne du fichier</translation>
    </message>
    <message>
        <source>First values</source>
        <translation>Premières valeurs</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Devient</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(sans nom)</translation>
    </message>
</context>
<context>
    <name>ColumnsStep</name>
    <message>
        <source>Columns of the file, and what they become</source>
        <translation>Colonnes du fichier, et ce qu’elles deviennent</translation>
    </message>
    <message>
        <source>The first rows as customers</source>
        <translation>Les premières lignes en clients</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>Autre fichier</translation>
    </message>
    <message>
        <source>Check every row</source>
        <translation>Vérifier chaque ligne</translation>
    </message>
    <message>
        <source>{file}: the columns as you chose them last time for such a file.</source>
        <translation>{file} : les colonnes comme vous les aviez choisies pour un tel fichier.</translation>
    </message>
    <message>
        <source>{file}: the columns as their names suggest. Press one to change it.</source>
        <translation>{file} : les colonnes comme leurs noms le suggèrent. Touchez-en une pour la changer.</translation>
    </message>
</context>
<context>
    <name>CommandWords</name>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>NO</source>
        <translation>NON</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>Whether the publishable key is of the same account can’t be told yet: this account has no payment. The first one shows it.</source>
        <translation>Impossible encore de savoir si la clé publique est du même compte&#xa0;: ce compte n’a aucun paiement. Le premier le montrera.</translation>
    </message>
    <message>
        <source>The till is set up: from its next start it takes real money.</source>
        <translation>La caisse est configurée&#xa0;: dès son prochain démarrage, elle encaisse de l’argent réel.</translation>
    </message>
    <message>
        <source>The till is set up: from its next start it works with the test account.</source>
        <translation>La caisse est configurée&#xa0;: dès son prochain démarrage, elle travaille avec le compte de test.</translation>
    </message>
    <message>
        <source>The keys were replaced; the till works with the new ones from its next start. Delete the old ones in the Stripe Dashboard after that.</source>
        <translation>Les clés ont été remplacées&#xa0;; la caisse travaille avec les nouvelles dès son prochain démarrage. Supprimez ensuite les anciennes dans le Dashboard Stripe.</translation>
    </message>
    <message>
        <source>The keys are gone from this computer. At Stripe they still work: delete them in the Stripe Dashboard (Developers, API keys).</source>
        <translation>Les clés ne sont plus sur cet ordinateur. Chez Stripe, elles fonctionnent encore&#xa0;: supprimez-les dans le Dashboard Stripe (Développeurs, Clés API).</translation>
    </message>
    <message>
        <source>What the till has recorded stays in {folder}, encrypted; its key stays in the keyring.</source>
        <translation>Ce que la caisse a enregistré reste dans {folder}, chiffré&#xa0;; sa clé reste dans le trousseau.</translation>
    </message>
</context>
<context>
    <name>ConfirmCharge</name>
    <message>
        <source>Check now</source>
        <translation>Vérifier maintenant</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Waiting for the bank’s answer…</source>
        <translation>En attente de la réponse de la banque…</translation>
    </message>
    <message>
        <source>Charge {amount} to {card} of {name}?</source>
        <translation>Débiter {amount} sur la carte {card} de {name}&#xa0;?</translation>
    </message>
    <message>
        <source>Hold {amount} on {card} of {name}?</source>
        <translation>Bloquer {amount} sur la carte {card} de {name}&#xa0;?</translation>
    </message>
    <message>
        <source>Hold the amount</source>
        <translation>Bloquer le montant</translation>
    </message>
    <message>
        <source>No money is taken now: this is not a deposit</source>
        <translation>Rien n’est débité maintenant&#xa0;: ce n’est pas un acompte</translation>
    </message>
    <message>
        <source>The bank keeps the amount aside, usually for 7 days, until you take it or release it.</source>
        <translation>La banque garde le montant de côté, en général 7&#xa0;jours, jusqu’à ce que vous l’encaissiez ou le libériez.</translation>
    </message>
    <message>
        <source>The customer is here and agrees.</source>
        <translation>Le client est là et d’accord.</translation>
    </message>
    <message>
        <source>They asked to see this card again.</source>
        <translation>Il a demandé que cette carte lui soit reproposée.</translation>
    </message>
</context>
<context>
    <name>ConfirmChargeUnder</name>
    <message>
        <source>Check now</source>
        <translation>Vérifier maintenant</translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation>Non débité</translation>
    </message>
    <message>
        <source>Waiting for the bank’s answer…</source>
        <translation>En attente de la réponse de la banque…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>The customer is away: it is charged under the agreement they gave.</source>
        <translation>Le client est absent&#xa0;: le débit se fait selon l’accord qu’il a donné.</translation>
    </message>
    <message>
        <source>Charge {amount} now</source>
        <translation>Débiter {amount}</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>ce client</translation>
    </message>
    <message>
        <source>Charge {amount} to {card} of {name}?</source>
        <translation>Débiter {amount} sur la carte {card} de {name}&#xa0;?</translation>
    </message>
</context>
<context>
    <name>ConfirmOperation</name>
    <message>
        <source>Waiting for Stripe’s answer…</source>
        <translation>En attente de la réponse de Stripe…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>the card</source>
        <translation>la carte</translation>
    </message>
    <message>
        <source>{card} of {name}</source>
        <translation>{card} de {name}</translation>
    </message>
    <message>
        <source>Give {amount} back to {card}?</source>
        <translation>Rembourser {amount} sur {card}&#xa0;?</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Motif&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>Refund {amount}</source>
        <translation>Rembourser {amount}</translation>
    </message>
    <message>
        <source>Take {amount} from {card}?</source>
        <translation>Encaisser {amount} sur {card}&#xa0;?</translation>
    </message>
    <message>
        <source>The rest, {amount}, is released and can’t be taken later.</source>
        <translation>Le reste, {amount}, est libéré et ne pourra plus être encaissé.</translation>
    </message>
    <message>
        <source>Take {amount}</source>
        <translation>Encaisser {amount}</translation>
    </message>
    <message>
        <source>Release {amount} on {card}?</source>
        <translation>Libérer {amount} sur {card}&#xa0;?</translation>
    </message>
    <message>
        <source>Nothing is charged. The held amount can’t be taken after that.</source>
        <translation>Rien n’est débité. Le montant bloqué ne pourra plus être encaissé ensuite.</translation>
    </message>
    <message>
        <source>Release {amount}</source>
        <translation>Libérer {amount}</translation>
    </message>
</context>
<context>
    <name>ConfirmRevocation</name>
    <message>
        <source>The agreement still stands</source>
        <translation>L’accord tient toujours</translation>
    </message>
    <message>
        <source>Recording it…</source>
        <translation>Enregistrement…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>End the agreement</source>
        <translation>Mettre fin à l’accord</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>ce client</translation>
    </message>
    <message>
        <source>End “{purpose}” of {name}?</source>
        <translation>Mettre fin à «&#xa0;{purpose}&#xa0;» de {name}&#xa0;?</translation>
    </message>
    <message>
        <source>The card is no longer shown at the next checkout, unless another agreement says so. It can’t be undone.</source>
        <translation>La carte n’est plus proposée au prochain paiement, sauf si un autre accord le prévoit. C’est définitif.</translation>
    </message>
    <message>
        <source>They stay owed, and are then at risk: take them while the customer is here, or get a new agreement.</source>
        <translation>Ce montant reste dû. Encaissez-le tant que le client est là, ou obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>Nothing is charged or refunded. The card stays saved; it can be removed afterwards.</source>
        <translation>Rien n’est débité ni remboursé. La carte reste enregistrée&#xa0;; elle peut être retirée ensuite.</translation>
    </message>
    <message>
        <source>No charge begins under it any more while the customer is away. It can’t be undone: only a new agreement allows charges again.</source>
        <translation>Plus aucun débit ne commence à ce titre en l’absence du client. C’est définitif&#xa0;: seul un nouvel accord permet d’autres débits.</translation>
    </message>
    <message>
        <source>What is still to be paid isn’t known here. It stays owed.</source>
        <translation>Ce qui reste à payer n’est pas connu ici. Cela reste dû.</translation>
    </message>
    <message>
        <source>{amount} stay open</source>
        <translation>Il reste {amount} à payer</translation>
    </message>
    <message>
        <source>It leaves nothing to be paid.</source>
        <translation>Il ne laisse rien à payer.</translation>
    </message>
</context>
<context>
    <name>ConfirmSubmission</name>
    <message>
        <source>Send this to the bank about {amount}?</source>
        <translation>Envoyer ceci à la banque au sujet de {amount}&#xa0;?</translation>
    </message>
    <message>
        <source>It can be sent once</source>
        <translation>On ne peut l’envoyer qu’une fois</translation>
    </message>
    <message>
        <source>Nothing can be added or changed afterwards. No money moves now: the bank decides, and that may take months.</source>
        <translation>Rien ne peut être ajouté ni changé ensuite. L’argent ne bouge pas maintenant : la banque décide, et cela peut prendre des mois.</translation>
    </message>
    <message>
        <source>As PDF files</source>
        <translation>En fichiers PDF</translation>
    </message>
    <message>
        <source>As texts</source>
        <translation>En textes</translation>
    </message>
    <message>
        <source>Sending to Stripe. This may take a minute…</source>
        <translation>Envoi à Stripe. Cela peut prendre une minute…</translation>
    </message>
    <message>
        <source>Submit to Stripe</source>
        <translation>Envoyer à Stripe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
</context>
<context>
    <name>ContactCard</name>
    <message>
        <source>Same person as…</source>
        <translation>Même personne que…</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>Numéro client</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>the time is over</source>
        <translation>le délai est passé</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>encore moins d’une minute</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n&#xa0;jour</numerusform>
            <numerusform>%n&#xa0;jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n&#xa0;heure</numerusform>
            <numerusform>%n&#xa0;heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n&#xa0;minute</numerusform>
            <numerusform>%n&#xa0;minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>encore {time}</translation>
    </message>
    <message>
        <source>{first} and {second} left</source>
        <translation>encore {first} et {second}</translation>
    </message>
</context>
<context>
    <name>CrashNotice</name>
    <message>
        <source>Something in the till broke last time</source>
        <translation>La caisse a rencontré une panne la dernière fois</translation>
    </message>
    <message>
        <source>What was paid is safe: it is written down before it is sent, and what was open is being looked up at Stripe. Go on as usual. If this comes back, give whoever looks after this computer the folder “crashes” of the till’s data: it names no customer and no card.</source>
        <translation>Ce qui a été payé est en sûreté&#xa0;: tout est noté avant d’être envoyé, et ce qui restait en suspens est vérifié auprès de Stripe. Continuez comme d’habitude. Si ce message revient, remettez à la personne qui s’occupe de cet ordinateur le dossier «&#xa0;crashes&#xa0;» des données de la caisse&#xa0;: il ne nomme aucun client et ne contient aucune carte.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>CustomerEditor</name>
    <message>
        <source>New customer</source>
        <translation>Nouveau client</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>Modifier {name}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>Numéro client</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>Language of receipts</source>
        <translation>Langue des reçus</translation>
    </message>
    <message>
        <source>Note (staff only)</source>
        <translation>Note (réservée au personnel)</translation>
    </message>
    <message>
        <source>Save customer</source>
        <translation>Enregistrer le client</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>As the shop</source>
        <translation>Comme le magasin</translation>
    </message>
    <message>
        <source>It is not known whether it was saved</source>
        <translation>On ne sait pas si la fiche est enregistrée</translation>
    </message>
    <message>
        <source>Stripe did not answer. What you typed is kept. Press “Save customer” again: that cannot create a second customer.</source>
        <translation>Stripe n’a pas répondu. Votre saisie est conservée. Appuyez de nouveau sur «&#xa0;Enregistrer le client&#xa0;»&#xa0;: cela ne peut pas créer de second client.</translation>
    </message>
    <message>
        <source>Nothing was saved</source>
        <translation>Rien n’a été enregistré</translation>
    </message>
    <message>
        <source>Stripe can’t be reached. What you typed is kept. Check the network, then press “Save customer” again.</source>
        <translation>Stripe est injoignable. Votre saisie est conservée. Vérifiez le réseau, puis appuyez de nouveau sur «&#xa0;Enregistrer le client&#xa0;».</translation>
    </message>
    <message>
        <source>Stripe refused these data. What you typed is kept: check and correct it.</source>
        <translation>Stripe a refusé ces données. Votre saisie est conservée&#xa0;: vérifiez-la et corrigez-la.</translation>
    </message>
</context>
<context>
    <name>CustomerMenu</name>
    <message>
        <source>More about this customer</source>
        <translation>Autres actions pour ce client</translation>
    </message>
    <message>
        <source>Erase this customer…</source>
        <translation>Effacer ce client…</translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message>
        <source>Edit</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>Encaisser</translation>
    </message>
    <message>
        <source>Charge card</source>
        <translation>Débiter sa carte</translation>
    </message>
    <message>
        <source>Deposit or instalments</source>
        <translation>Acompte ou échéances</translation>
    </message>
    <message>
        <source>Saved cards</source>
        <translation>Cartes enregistrées</translation>
    </message>
    <message>
        <source>Past payments</source>
        <translation>Paiements passés</translation>
    </message>
    <message>
        <source>Also this person</source>
        <translation>Aussi cette personne</translation>
    </message>
    <message>
        <source>No customer is open</source>
        <translation>Aucun client ouvert</translation>
    </message>
    <message>
        <source>Type a part of a name, phone number or e-mail address, then press Enter.</source>
        <translation>Saisissez une partie du nom, du téléphone ou de l’e-mail, puis appuyez sur Entrée.</translation>
    </message>
    <message>
        <source>Looking for saved cards…</source>
        <translation>Recherche des cartes enregistrées…</translation>
    </message>
    <message>
        <source>No saved card yet.</source>
        <translation>Aucune carte enregistrée pour l’instant.</translation>
    </message>
    <message>
        <source>No saved card can be charged.</source>
        <translation>Aucune carte enregistrée ne peut être débitée.</translation>
    </message>
    <message>
        <source>Asking Stripe for past payments…</source>
        <translation>Recherche des paiements passés chez Stripe…</translation>
    </message>
    <message>
        <source>No payment yet.</source>
        <translation>Aucun paiement pour l’instant.</translation>
    </message>
    <message>
        <source>Saved cards can’t be shown: Stripe did not answer.</source>
        <translation>Les cartes enregistrées ne peuvent pas être affichées&#xa0;: Stripe n’a pas répondu.</translation>
    </message>
    <message>
        <source>Stripe did not answer: these are the cards the till already knew.</source>
        <translation>Stripe n’a pas répondu&#xa0;: voici les cartes que la caisse connaissait déjà.</translation>
    </message>
    <message>
        <source>Past payments can’t be shown: Stripe did not answer.</source>
        <translation>Les paiements passés ne peuvent pas être affichés&#xa0;: Stripe n’a pas répondu.</translation>
    </message>
    <message>
        <source>Stripe did not answer: newer payments may be missing here.</source>
        <translation>Stripe n’a pas répondu&#xa0;: des paiements récents manquent peut-être ici.</translation>
    </message>
    <message>
        <source>None of these cards may be charged here: their customer hasn’t asked to see one again. Take a payment, and they use their card themselves.</source>
        <translation>Aucune de ces cartes ne peut être débitée ici&#xa0;: le client n’a pas demandé à en revoir une. Encaissez un paiement, et il se servira lui-même de sa carte.</translation>
    </message>
</context>
<context>
    <name>CustomerPicker</name>
    <message>
        <source>Name, phone, e-mail, card last 4</source>
        <translation>Nom, tél., e-mail, fin de carte</translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation>Clients trouvés</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Aucun client trouvé</translation>
    </message>
</context>
<context>
    <name>CustomerWindow</name>
    <message>
        <source>The customer’s screen</source>
        <translation>L’écran du client</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
</context>
<context>
    <name>CustomersScreen</name>
    <message>
        <source>Name, phone, e-mail, card last 4</source>
        <translation>Nom, tél., e-mail, fin de carte</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Nouveau client</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Sans fiche client</translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation>Clients trouvés</translation>
    </message>
    <message>
        <source>Nobody is written like that. Close matches:</source>
        <translation>Personne ne s’écrit ainsi. Noms proches :</translation>
    </message>
    <message numerus="yes">
        <source>More than %n customer(s) found</source>
        <translation>
            <numerusform>Plus de %n client trouvé</numerusform>
            <numerusform>Plus de %n clients trouvés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) found</source>
        <translation>
            <numerusform>%n client trouvé</numerusform>
            <numerusform>%n clients trouvés</numerusform>
        </translation>
    </message>
    <message>
        <source>Last served</source>
        <translation>Servis récemment</translation>
    </message>
    <message>
        <source>Asking Stripe…</source>
        <translation>Question posée à Stripe…</translation>
    </message>
    <message>
        <source>Ask Stripe</source>
        <translation>Demander à Stripe</translation>
    </message>
    <message>
        <source>Stripe knows nobody by this either. Try fewer letters, or create.</source>
        <translation>Stripe ne connaît personne non plus. Essayez moins de lettres, ou créez le client.</translation>
    </message>
    <message>
        <source>The till is still fetching your customers. Ask Stripe for this one.</source>
        <translation>La caisse récupère encore vos clients. Demandez celui-ci à Stripe.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Aucun client trouvé</translation>
    </message>
    <message>
        <source>Try fewer letters, or create this customer.</source>
        <translation>Saisissez moins de lettres, ou créez ce client.</translation>
    </message>
    <message>
        <source>Create “{text}”</source>
        <translation>Créer «&#xa0;{text}&#xa0;»</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>Aucun client pour l’instant</translation>
    </message>
    <message>
        <source>They appear here once they are created or loaded from Stripe.</source>
        <translation>Ils apparaîtront ici une fois créés ou chargés depuis Stripe.</translation>
    </message>
    <message>
        <source>The reference of a payment</source>
        <translation>La référence d’un paiement</translation>
    </message>
    <message>
        <source>Enter opens the payment itself.</source>
        <translation>Entrée ouvre le paiement lui-même.</translation>
    </message>
    <message>
        <source>Open the payment</source>
        <translation>Ouvrir le paiement</translation>
    </message>
</context>
<context>
    <name>DeclineVoices</name>
    <message>
        <source>Say to the customer</source>
        <translation>À dire au client</translation>
    </message>
    <message>
        <source>For staff</source>
        <translation>Pour le personnel</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>« {words} »</translation>
    </message>
</context>
<context>
    <name>Declines</name>
    <message>
        <source>Trying the same card again now may work.</source>
        <translation>La même carte peut être essayée de nouveau maintenant.</translation>
    </message>
    <message>
        <source>The same card may work later.</source>
        <translation>La même carte pourra servir plus tard.</translation>
    </message>
    <message>
        <source>Do not try this card again.</source>
        <translation>N’essayez plus cette carte.</translation>
    </message>
</context>
<context>
    <name>DepositFields</name>
    <message>
        <source>Deposit, %</source>
        <translation>Acompte, %</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>Acompte</translation>
    </message>
    <message>
        <source>The balance is due</source>
        <translation>Le solde est dû</translation>
    </message>
    <message>
        <source>on (day/month/year)</source>
        <translation>le (jour/mois/année)</translation>
    </message>
    <message>
        <source>On another day</source>
        <translation>Un autre jour</translation>
    </message>
    <message>
        <source>All of it is due</source>
        <translation>Le tout est dû</translation>
    </message>
    <message>
        <source>In 2 weeks</source>
        <translation>Dans 2 semaines</translation>
    </message>
    <message>
        <source>In 1 month</source>
        <translation>Dans 1 mois</translation>
    </message>
    <message>
        <source>In 2 months</source>
        <translation>Dans 2 mois</translation>
    </message>
    <message>
        <source>In 3 months</source>
        <translation>Dans 3 mois</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Training shop</source>
        <translation>Magasin de formation</translation>
    </message>
    <message>
        <source>This shop</source>
        <translation>Ce magasin</translation>
    </message>
</context>
<context>
    <name>DetailSpeaker</name>
    <message>
        <source>works here</source>
        <translation>travaille ici</translation>
    </message>
    <message>
        <source>no longer works here</source>
        <translation>ne travaille plus ici</translation>
    </message>
    <message>
        <source>language of the till</source>
        <translation>langue de la caisse</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>{rights}, at most {amounts}</source>
        <translation>{rights}, au plus {amounts}</translation>
    </message>
</context>
<context>
    <name>DifferenceRow</name>
    <message>
        <source>Sale {sale}: {noted} noted, {stripe} at Stripe.</source>
        <translation>Vente {sale}&#xa0;: {noted} notés, {stripe} chez Stripe.</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>Écart</translation>
    </message>
</context>
<context>
    <name>DisputeList</name>
    <message>
        <source>Disputes</source>
        <translation>Litiges</translation>
    </message>
    <message>
        <source>They can’t be shown.</source>
        <translation>Impossible de les afficher.</translation>
    </message>
</context>
<context>
    <name>DisputeRow</name>
    <message>
        <source>Opens the dispute</source>
        <translation>Ouvre le litige</translation>
    </message>
</context>
<context>
    <name>DisputeSpeaker</name>
    <message>
        <source>The cardholder says they didn’t make this payment</source>
        <translation>Le titulaire de la carte dit ne pas avoir fait ce paiement</translation>
    </message>
    <message>
        <source>The cardholder doesn’t recognise this payment</source>
        <translation>Le titulaire de la carte ne reconnaît pas ce paiement</translation>
    </message>
    <message>
        <source>The cardholder says they were charged twice</source>
        <translation>Le titulaire de la carte dit avoir été débité deux fois</translation>
    </message>
    <message>
        <source>The cardholder says they got nothing for it</source>
        <translation>Le titulaire de la carte dit n’avoir rien reçu</translation>
    </message>
    <message>
        <source>The cardholder says what they got was not right</source>
        <translation>Le titulaire de la carte dit que ce qu’il a reçu n’était pas conforme</translation>
    </message>
    <message>
        <source>The cardholder waits for money back</source>
        <translation>Le titulaire de la carte attend un remboursement</translation>
    </message>
    <message>
        <source>The cardholder says they had ended it</source>
        <translation>Le titulaire de la carte dit y avoir mis fin</translation>
    </message>
    <message>
        <source>The cardholder says they didn’t allow this charge</source>
        <translation>Le titulaire de la carte dit ne pas avoir autorisé ce débit</translation>
    </message>
    <message>
        <source>The cardholder disputes this payment</source>
        <translation>Le titulaire de la carte conteste ce paiement</translation>
    </message>
    <message>
        <source>The bank has the evidence and decides; that may take months.</source>
        <translation>La banque a les preuves et décide ; cela peut prendre des mois.</translation>
    </message>
    <message>
        <source>Answered, not decided yet</source>
        <translation>Répondu, pas encore décidé</translation>
    </message>
    <message>
        <source>The bank found for the shop: the money is back.</source>
        <translation>La banque a donné raison au magasin : l’argent est revenu.</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>Gagné</translation>
    </message>
    <message>
        <source>The bank found for the cardholder, who keeps the money.</source>
        <translation>La banque a donné raison au titulaire de la carte, qui garde l’argent.</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Perdu</translation>
    </message>
    <message>
        <source>It is over, and the money stays with the shop.</source>
        <translation>C’est terminé, et l’argent reste au magasin.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Clos</translation>
    </message>
    <message>
        <source>To be answered</source>
        <translation>Réponse attendue</translation>
    </message>
    <message>
        <source>Answer by {date}</source>
        <translation>Répondre avant le {date}</translation>
    </message>
    <message>
        <source>The customer’s name</source>
        <translation>Le nom du client</translation>
    </message>
    <message>
        <source>The customer’s e-mail address</source>
        <translation>L’adresse e-mail du client</translation>
    </message>
    <message>
        <source>What was sold</source>
        <translation>Ce qui a été vendu</translation>
    </message>
    <message>
        <source>When the customer got it</source>
        <translation>Quand le client l’a reçu</translation>
    </message>
    <message>
        <source>How the customer agreed, with every word they read</source>
        <translation>Comment le client a donné son accord, avec tout ce qu’il a lu</translation>
    </message>
    <message>
        <source>The agreement</source>
        <translation>L’accord</translation>
    </message>
    <message>
        <source>The terms for cancelling</source>
        <translation>Les conditions d’annulation</translation>
    </message>
    <message>
        <source>How the terms for cancelling were shown</source>
        <translation>Comment les conditions d’annulation ont été montrées</translation>
    </message>
    <message>
        <source>Whether the agreement was ended</source>
        <translation>Si l’accord a pris fin</translation>
    </message>
    <message>
        <source>The terms for money back</source>
        <translation>Les conditions de remboursement</translation>
    </message>
    <message>
        <source>How the terms for money back were shown</source>
        <translation>Comment les conditions de remboursement ont été montrées</translation>
    </message>
    <message>
        <source>What was refunded</source>
        <translation>Ce qui a été remboursé</translation>
    </message>
    <message>
        <source>The receipt</source>
        <translation>Le reçu</translation>
    </message>
    <message>
        <source>What tells it from the other charges</source>
        <translation>Ce qui le distingue des autres débits</translation>
    </message>
    <message>
        <source>The receipts of the other charges</source>
        <translation>Les reçus des autres débits</translation>
    </message>
    <message>
        <source>What was agreed to, and the check before the charge</source>
        <translation>Ce qui était convenu, et le contrôle avant le débit</translation>
    </message>
    <message>
        <source>this till’s own record of the charge</source>
        <translation>le relevé de cette caisse sur ce débit</translation>
    </message>
    <message>
        <source>the check before the charge</source>
        <translation>la vérification faite avant le débit</translation>
    </message>
    <message>
        <source>a receipt</source>
        <translation>un reçu</translation>
    </message>
    <message>
        <source>the words of the agreement</source>
        <translation>le texte de l’accord</translation>
    </message>
    <message>
        <source>The bank only asks: no money was taken back. Unanswered, it may be.</source>
        <translation>La banque demande seulement : l’argent n’a pas été repris. Sans réponse, il peut l’être.</translation>
    </message>
    <message>
        <source>The bank has taken the money back. It returns only if you answer and the bank finds for the shop; unanswered it is lost.</source>
        <translation>La banque a repris l’argent&#xa0;: il ne revient que si vous répondez et qu’elle donne raison au magasin, sinon il est perdu.</translation>
    </message>
</context>
<context>
    <name>DoctorWords</name>
    <message>
        <source>All is as it should be.</source>
        <translation>Tout est en ordre.</translation>
    </message>
    <message>
        <source>Payments go on; somebody should see to what wants attention.</source>
        <translation>Les paiements continuent&#xa0;; quelqu’un devrait s’occuper de ce qui demande attention.</translation>
    </message>
    <message>
        <source>Something is wrong: see to it before you rely on this till.</source>
        <translation>Quelque chose ne va pas&#xa0;: remédiez-y avant de vous fier à cette caisse.</translation>
    </message>
    <message>
        <source>fine     </source>
        <translation>bien     </translation>
    </message>
    <message>
        <source>attention</source>
        <translation>attention</translation>
    </message>
    <message>
        <source>wrong    </source>
        <translation>problème </translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Qt and its web engine</source>
        <translation>Qt et son moteur web</translation>
    </message>
    <message>
        <source>Database program</source>
        <translation>Programme de base de données</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Secrets</translation>
    </message>
    <message>
        <source>Who may read the data</source>
        <translation>Qui peut lire les données</translation>
    </message>
    <message>
        <source>Room on the disk</source>
        <translation>Place sur le disque</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Registre</translation>
    </message>
    <message>
        <source>Copy of the customers</source>
        <translation>Copie des clients</translation>
    </message>
    <message>
        <source>Copies of the ledger</source>
        <translation>Copies du registre</translation>
    </message>
    <message>
        <source>Stripe</source>
        <translation>Stripe</translation>
    </message>
    <message>
        <source>What the key may do</source>
        <translation>Ce que la clé permet</translation>
    </message>
    <message>
        <source>Clock beside Stripe’s</source>
        <translation>Écart avec l’horloge de Stripe</translation>
    </message>
    <message>
        <source>Written to {file}. It holds no secrets and names no customer.</source>
        <translation>Écrit dans {file}. Ce fichier ne contient aucun secret et ne nomme aucun client.</translation>
    </message>
</context>
<context>
    <name>DueScreen</name>
    <message>
        <source>On the customer’s screen</source>
        <translation>Sur l’écran du client</translation>
    </message>
    <message>
        <source>With another card…</source>
        <translation>Avec une autre carte…</translation>
    </message>
    <message>
        <source>By link: QR code, e-mail</source>
        <translation>Par lien&#xa0;: code QR, e-mail</translation>
    </message>
    <message>
        <source>Move the date…</source>
        <translation>Déplacer la date…</translation>
    </message>
    <message>
        <source>Change the amount…</source>
        <translation>Changer le montant…</translation>
    </message>
    <message>
        <source>Open the sale</source>
        <translation>Ouvrir la vente</translation>
    </message>
    <message>
        <source>Open the customer</source>
        <translation>Ouvrir le client</translation>
    </message>
    <message>
        <source>Don’t charge it again in any way. “Check now” asks Stripe; the till also asks by itself.</source>
        <translation>Ne débitez plus, d’aucune façon. «&#xa0;Vérifier maintenant&#xa0;» interroge Stripe&#xa0;; la caisse le fait aussi d’elle-même.</translation>
    </message>
    <message>
        <source>This charge probably won’t go through</source>
        <translation>Ce débit ne passera sans doute pas</translation>
    </message>
    <message>
        <source>The saved card can’t be charged for this</source>
        <translation>La carte ne peut pas être débitée pour&#xa0;cela</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Échéance</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Vente</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Last try</source>
        <translation>Dernier essai</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Charge {amount} to {card} of {name}?</source>
        <translation>Débiter {amount} sur {card} de {name}&#xa0;?</translation>
    </message>
    <message>
        <source>The customer is away: it is charged under the agreement they gave.</source>
        <translation>Le client est absent&#xa0;: le débit se fait selon l’accord qu’il a donné.</translation>
    </message>
    <message>
        <source>Charge the saved card…</source>
        <translation>Débiter la carte enregistrée…</translation>
    </message>
    <message>
        <source>Charge {amount} now</source>
        <translation>Débiter {amount}</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>Déplacer</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Changer</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Un instant…</translation>
    </message>
    <message>
        <source>It was not done</source>
        <translation>Cela n’a pas été fait</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>C’est changé</translation>
    </message>
    <message>
        <source>Every till shows it. No money moved.</source>
        <translation>Toutes les caisses l’affichent. Aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>Not known yet whether it was charged</source>
        <translation>On ne sait pas encore si la carte a été débitée</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Vérifier maintenant</translation>
    </message>
    <message>
        <source>Stripe has no answer yet</source>
        <translation>Stripe n’a pas encore de réponse</translation>
    </message>
    <message>
        <source>New agreement…</source>
        <translation>Nouvel accord…</translation>
    </message>
    <message>
        <source>Not known yet whether it was changed</source>
        <translation>On ne sait pas encore si le changement a été fait</translation>
    </message>
</context>
<context>
    <name>DueSpeaker</name>
    <message>
        <source>Instalment {number} of {count}</source>
        <translation>Échéance {number} sur {count}</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Le tout</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>Acompte</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Solde</translation>
    </message>
    <message>
        <source>Unknown customer</source>
        <translation>Client inconnu</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Payé</translation>
    </message>
    <message>
        <source>Card declined, not charged</source>
        <translation>Carte refusée, rien débité</translation>
    </message>
    <message>
        <source>The customer must confirm</source>
        <translation>Le client doit confirmer</translation>
    </message>
    <message>
        <source>Not known yet: do not charge again</source>
        <translation>Pas encore connu&#xa0;: ne débitez pas de nouveau</translation>
    </message>
    <message>
        <source>A link waits for the customer</source>
        <translation>Un lien attend le client</translation>
    </message>
    <message>
        <source>Reserved on the card, not taken</source>
        <translation>Réservé sur la carte, non prélevé</translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation>Non débité</translation>
    </message>
    <message>
        <source>It is paid, there is nothing more to do.</source>
        <translation>C’est payé, il n’y a plus rien à faire.</translation>
    </message>
    <message>
        <source>Nothing was charged. Try again later, take another card, or send a link.</source>
        <translation>Rien n’a été débité. Réessayez plus tard, prenez une autre carte ou envoyez un lien.</translation>
    </message>
    <message>
        <source>Nothing was charged. The bank wants to hear from the customer: send a link, or let them pay on their screen.</source>
        <translation>Rien n’a été débité. La banque veut l’accord du client&#xa0;: envoyez-lui un lien, ou faites-le payer sur son écran.</translation>
    </message>
    <message>
        <source>It may have been charged. Wait a moment, then check again.</source>
        <translation>Le montant a peut-être été débité. Attendez un instant, puis vérifiez de nouveau.</translation>
    </message>
    <message>
        <source>Nothing is charged before they pay.</source>
        <translation>Rien n’est débité avant que le client paie.</translation>
    </message>
    <message>
        <source>No money was taken yet.</source>
        <translation>Rien n’a encore été encaissé.</translation>
    </message>
    <message>
        <source>Nothing was charged. It can be charged again.</source>
        <translation>Rien n’a été débité. Vous pouvez réessayer.</translation>
    </message>
    <message>
        <source>Was paid already</source>
        <translation>Déjà payé</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>En retard</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Dû aujourd’hui</translation>
    </message>
    <message>
        <source>To come</source>
        <translation>À venir</translation>
    </message>
</context>
<context>
    <name>DueTable</name>
    <message>
        <source>Due</source>
        <translation>Échéance</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
</context>
<context>
    <name>EarlierSpeaker</name>
    <message>
        <source>Nothing is unclear any more</source>
        <translation>Plus rien n’est en doute</translation>
    </message>
    <message>
        <source>{amount} was charged. Continue only if you want to charge the same amount once more.</source>
        <translation>{amount} ont été débités. Continuez seulement pour débiter le même montant encore une fois.</translation>
    </message>
    <message>
        <source>The earlier payment succeeded</source>
        <translation>Le paiement précédent a réussi</translation>
    </message>
    <message>
        <source>{amount} is held on the card, no money was taken yet. Take or release it among the customer’s payments; continue only if you want to charge the same amount as well.</source>
        <translation>{amount} sont bloqués sur la carte, rien n’a encore été encaissé. Encaissez ou libérez ce montant dans les paiements du client&#xa0;; continuez seulement pour débiter aussi ce même montant.</translation>
    </message>
    <message>
        <source>The earlier amount is held</source>
        <translation>Le montant précédent est bloqué</translation>
    </message>
    <message>
        <source>Nothing was charged. Continue to try again, or talk to the customer about another card.</source>
        <translation>Rien n’a été débité. Continuez pour réessayer, ou parlez d’une autre carte avec le client.</translation>
    </message>
    <message>
        <source>The earlier payment was declined</source>
        <translation>Le paiement précédent a été refusé</translation>
    </message>
    <message>
        <source>Nothing was charged. The bank wants to hear from the customer first: ask them to come by, or to pay by a link.</source>
        <translation>Rien n’a été débité. La banque veut d’abord l’accord du client&#xa0;: demandez-lui de passer, ou de payer par un lien.</translation>
    </message>
    <message>
        <source>The customer must confirm the earlier payment</source>
        <translation>Le client doit confirmer le paiement précédent</translation>
    </message>
    <message>
        <source>Nothing was charged. Continue to charge it now.</source>
        <translation>Rien n’a été débité. Continuez pour débiter ce montant maintenant.</translation>
    </message>
    <message>
        <source>The earlier payment was not charged</source>
        <translation>Le paiement précédent n’a pas été débité</translation>
    </message>
    <message>
        <source>No payment of this amount is without a known outcome. What was charged before is among the customer’s payments; continue only if this amount is still to be charged.</source>
        <translation>Aucun paiement de ce montant n’est sans issue connue. Ce qui a été débité figure parmi les paiements du client&#xa0;; continuez seulement si ce montant reste à débiter.</translation>
    </message>
</context>
<context>
    <name>ElsewherePage</name>
    <message>
        <source>They have it on their own screen. Only they can agree and pay; you can cancel the payment beside this.</source>
        <translation>Il l’a sur son propre écran. Lui seul peut accepter et payer&#xa0;; vous pouvez annuler le paiement à côté.</translation>
    </message>
</context>
<context>
    <name>ErasedSection</name>
    <message>
        <source>Erased customers</source>
        <translation>Clients effacés</translation>
    </message>
    <message>
        <source>Nothing is left to be redacted</source>
        <translation>Plus rien à rendre illisible</translation>
    </message>
    <message>
        <source>Erased customers whose payments Stripe still has to redact are listed here.</source>
        <translation>Ici figurent les clients effacés dont Stripe doit encore rendre les paiements illisibles.</translation>
    </message>
    <message>
        <source>Ask Stripe now</source>
        <translation>Demander à Stripe</translation>
    </message>
    <message>
        <source>The till asks by itself, too. No name is kept here: only Stripe’s id.</source>
        <translation>La caisse le demande aussi d’elle-même. Aucun nom n’est gardé ici&#xa0;: seulement l’identifiant de Stripe.</translation>
    </message>
    <message>
        <source>Erased on {date}</source>
        <translation>Effacé le {date}</translation>
    </message>
    <message>
        <source>Redact after all</source>
        <translation>Rendre illisible malgré tout</translation>
    </message>
    <message>
        <source>Done by hand</source>
        <translation>Fait à la main</translation>
    </message>
    <message>
        <source>Stripe was asked. What isn’t redacted yet is listed here.</source>
        <translation>Stripe a répondu. Ce qui n’est pas encore illisible figure ici.</translation>
    </message>
    <message>
        <source>Everything is redacted.</source>
        <translation>Tout est illisible.</translation>
    </message>
</context>
<context>
    <name>ErasingCustomer</name>
    <message>
        <source>Asking Stripe what is still open…</source>
        <translation>Question à Stripe&#xa0;: qu’est-ce qui est encore en cours&#xa0;?</translation>
    </message>
    <message>
        <source>Erase {name}?</source>
        <translation>Effacer {name}&#xa0;?</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Effacer définitivement</translation>
    </message>
    <message>
        <source>The customer is being erased…</source>
        <translation>Le client est en cours d’effacement…</translation>
    </message>
    <message>
        <source>Gone for good: name, contact data, notes and saved cards, at Stripe, at every till and in this till’s own copies; and the words typed for their sales and agreements.</source>
        <translation>Disparaissent définitivement&#xa0;: le nom, les coordonnées, les notes et les cartes enregistrées, chez Stripe, à toutes les caisses et dans les copies de cette caisse&#xa0;; et les mots saisis pour ses ventes et ses accords.</translation>
    </message>
    <message>
        <source>Also this person, and not erased with them: {names}.</source>
        <translation>Cette personne a d’autres fiches, qui restent&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>Money of theirs is still open, so they must stay known until it isn’t:</source>
        <translation>De l’argent est encore en cours pour ce client&#xa0;; il doit donc rester connu jusqu’à ce que ce soit réglé&#xa0;:</translation>
    </message>
    <message>
        <source>{name} can’t be erased yet</source>
        <translation>{name} ne peut pas encore être effacé</translation>
    </message>
    <message>
        <source>Agreements that still stand end.</source>
        <translation>Les accords encore en vigueur prennent fin.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>A payment is under way, or not known yet: check it first.</source>
        <translation>Un paiement est en cours, ou son issue n’est pas encore connue&#xa0;: vérifiez-le d’abord.</translation>
    </message>
    <message>
        <source>An amount is held on a card: take it or let it go.</source>
        <translation>Un montant est bloqué sur une carte&#xa0;: encaissez-le ou libérez-le.</translation>
    </message>
    <message>
        <source>A refund is not finished yet: wait until it is.</source>
        <translation>Un remboursement n’est pas encore terminé&#xa0;: attendez qu’il le soit.</translation>
    </message>
    <message>
        <source>A sale is open: collect what is owed, or call it off.</source>
        <translation>Une vente est ouverte&#xa0;: encaissez ce qui est dû, ou annulez-la.</translation>
    </message>
    <message>
        <source>A dispute waits for your answer: answer it.</source>
        <translation>Un litige attend votre réponse&#xa0;: répondez-y.</translation>
    </message>
    <message>
        <source>The till is still asking Stripe about past payments: wait.</source>
        <translation>La caisse interroge encore Stripe sur les paiements passés&#xa0;: attendez.</translation>
    </message>
    <message>
        <source>Customers are being imported: wait until that is done.</source>
        <translation>Des clients sont en cours d’importation&#xa0;: attendez que ce soit terminé.</translation>
    </message>
    <message>
        <source>Stripe didn’t answer, so it isn’t known whether the customer is erased. No money moved. The till goes on by itself; nothing else to do.</source>
        <translation>Stripe n’a pas répondu&#xa0;: on ne sait pas si le client est effacé. Aucun argent n’a bougé. La caisse continue d’elle-même&#xa0;; il n’y a rien d’autre à faire.</translation>
    </message>
    <message>
        <source>The customer was erased. Amounts stay in the books.</source>
        <translation>Le client a été effacé. Les montants restent dans la comptabilité.</translation>
    </message>
    <message>
        <source>The customer was erased at Stripe. Cleaning the till’s files isn’t finished: the till goes on by itself.</source>
        <translation>Le client a été effacé chez Stripe. Le nettoyage des fichiers de la caisse n’est pas terminé&#xa0;: la caisse continue d’elle-même.</translation>
    </message>
    <message>
        <source>What stays, as books must be kept: amounts, days and Stripe’s ids of their payments. No money moves.</source>
        <translation>Ce qui reste, puisque les comptes doivent être gardés&#xa0;: montants, jours et identifiants Stripe de leurs paiements. L’argent ne bouge pas.</translation>
    </message>
    <message>
        <source>Erase only</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Erase and redact</source>
        <translation>Effacer et rendre illisible</translation>
    </message>
    <message>
        <source>The till’s files get a new key: copies that you took elsewhere need the old one. Delete both.</source>
        <translation>Les fichiers de la caisse changent de clé&#xa0;: les copies emportées ailleurs demandent l’ancienne. Supprimez les deux.</translation>
    </message>
    <message>
        <source>A page or link to pay by is open, perhaps at another till: close it, or wait until it is over.</source>
        <translation>Une page ou un lien de paiement est ouvert, peut-être à une autre caisse&#xa0;: fermez-le ou attendez qu’il soit terminé.</translation>
    </message>
</context>
<context>
    <name>ExportCustomers</name>
    <message>
        <source>Export customers</source>
        <translation>Exporter les clients</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Fichiers CSV (*.csv)</translation>
    </message>
    <message>
        <source>customers.csv</source>
        <translation>clients.csv</translation>
    </message>
    <message>
        <source>Exporting customers…</source>
        <translation>Exportation des clients…</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) exported: {file}</source>
        <translation>
            <numerusform>%n client exporté : {file}</numerusform>
            <numerusform>%n clients exportés : {file}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FigureSpeaker</name>
    <message>
        <source>By day</source>
        <translation>Par jour</translation>
    </message>
    <message>
        <source>By hour</source>
        <translation>Par heure</translation>
    </message>
    <message>
        <source>Deposits</source>
        <translation>Acomptes</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Prélevé</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Cartes</translation>
    </message>
    <message>
        <source>Taken by day</source>
        <translation>Encaissé par jour</translation>
    </message>
    <message>
        <source>Taken by hour of the day</source>
        <translation>Encaissé par heure de la journée</translation>
    </message>
    <message>
        <source>Held for customers, by age of the sale</source>
        <translation>Détenu pour les clients, par âge de la vente</translation>
    </message>
    <message>
        <source>Collected from saved cards while the customer was away</source>
        <translation>Débité sur cartes enregistrées en l’absence du client</translation>
    </message>
    <message>
        <source>Saved cards that end with these months</source>
        <translation>Cartes enregistrées qui expirent à la fin de ces mois</translation>
    </message>
    <message>
        <source>Nothing was taken in these days.</source>
        <translation>Rien n’a été encaissé ces jours-là.</translation>
    </message>
    <message>
        <source>No deposit is held: nothing is owed to customers.</source>
        <translation>Aucun acompte n’est détenu : rien n’est dû aux clients.</translation>
    </message>
    <message>
        <source>Nobody was charged while away in these days.</source>
        <translation>Personne n’a été débité en son absence ces jours-là.</translation>
    </message>
    <message>
        <source>No saved card ends in the next six months.</source>
        <translation>Aucune carte enregistrée n’expire dans les six prochains mois.</translation>
    </message>
    <message>
        <source>{hour}:00</source>
        <translation>{hour} h</translation>
    </message>
    <message>
        <source>As of {day}</source>
        <translation>État au {day}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>Du {first} au {last}</translation>
    </message>
    <message>
        <source>made on {day}</source>
        <translation>établi le {day}</translation>
    </message>
    <message>
        <source>{first} to {last} days</source>
        <translation>{first} à {last} jours</translation>
    </message>
    <message>
        <source>over {most} days</source>
        <translation>plus de {most} jours</translation>
    </message>
    <message>
        <source>Bank refused</source>
        <translation>Refus de la banque</translation>
    </message>
    <message>
        <source>Not enough money</source>
        <translation>Provision insuffisante</translation>
    </message>
    <message>
        <source>Wrong card details</source>
        <translation>Données de carte fausses</translation>
    </message>
    <message>
        <source>Try again later</source>
        <translation>À réessayer plus tard</translation>
    </message>
    <message>
        <source>Card not supported</source>
        <translation>Carte non acceptée</translation>
    </message>
    <message>
        <source>Customer must confirm</source>
        <translation>À confirmer par le client</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>Code PIN</translation>
    </message>
    <message>
        <source>Card expired</source>
        <translation>Carte expirée</translation>
    </message>
    <message>
        <source>Charged twice</source>
        <translation>Débit en double</translation>
    </message>
    <message>
        <source>Closed before it was charged</source>
        <translation>Fermé avant le débit</translation>
    </message>
</context>
<context>
    <name>FigureTable</name>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
</context>
<context>
    <name>FileStep</name>
    <message>
        <source>This file can’t be used</source>
        <translation>Ce fichier est inutilisable</translation>
    </message>
    <message>
        <source>Choose a CSV file</source>
        <translation>Choisir un fichier CSV</translation>
    </message>
    <message>
        <source>From a spreadsheet (“Save as CSV”) or another till, its first line naming the columns. Nothing is sent before you have seen what becomes of every row.</source>
        <translation>D’un tableur (« Enregistrer en CSV ») ou d’une autre caisse, la première ligne nommant les colonnes. Rien n’est envoyé avant que vous ayez vu ce que devient chaque ligne.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Choisir un fichier…</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clients</translation>
    </message>
</context>
<context>
    <name>FirstFace</name>
    <message>
        <source>Name, phone, e-mail, card last 4</source>
        <translation>Nom, tél., e-mail, fin de carte</translation>
    </message>
    <message>
        <source>A moment, customers are being loaded.</source>
        <translation>Un instant, les clients sont en cours de chargement.</translation>
    </message>
    <message>
        <source>Opening the till…</source>
        <translation>Ouverture de la caisse…</translation>
    </message>
    <message>
        <source>You can search already.</source>
        <translation>Vous pouvez déjà chercher.</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>FORMATION</translation>
    </message>
</context>
<context>
    <name>FirstSearch</name>
    <message>
        <source>Name, phone, e-mail, card last 4</source>
        <translation>Nom, tél., e-mail, fin de carte</translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation>Clients trouvés</translation>
    </message>
    <message>
        <source>You can search already.</source>
        <translation>Vous pouvez déjà chercher.</translation>
    </message>
    <message>
        <source>Opening the till…</source>
        <translation>Ouverture de la caisse…</translation>
    </message>
    <message>
        <source>This customer is shown as soon as the till stands.</source>
        <translation>Ce client s’affichera dès que la caisse sera prête.</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Set up the till</source>
        <translation>Configurer la caisse</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>The till can’t open</source>
        <translation>La caisse ne peut pas s’ouvrir</translation>
    </message>
</context>
<context>
    <name>FoldingTable</name>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}&#xa0;: {value}</translation>
    </message>
</context>
<context>
    <name>ForWhomNotice</name>
    <message>
        <source>Who agrees? A payment of {amount} waits for its customer</source>
        <translation>Qui donne son accord&#xa0;? Un paiement de {amount} attend son client</translation>
    </message>
    <message>
        <source>Find them below, or create them. What you typed is kept; nothing was charged.</source>
        <translation>Cherchez le client ci-dessous ou créez sa fiche. Votre saisie est gardée&#xa0;; rien n’a été débité.</translation>
    </message>
    <message>
        <source>Back to the payment</source>
        <translation>Revenir au paiement</translation>
    </message>
    <message>
        <source>What you typed is kept; nothing was charged.</source>
        <translation>Votre saisie est gardée&#xa0;; rien n’a été débité.</translation>
    </message>
    <message>
        <source>Go on with {name}</source>
        <translation>Continuer avec {name}</translation>
    </message>
</context>
<context>
    <name>HandingAgreements</name>
    <message>
        <source>Hello,

attached is the agreement you gave us.

{short}

Agreement {number}
Fingerprint of its text (SHA-256): {sha}

{shop}
</source>
        <translation>Bonjour,

vous trouverez ci-joint l’accord que vous nous avez donné.

{short}

Accord {number}
Empreinte de son texte (SHA-256) : {sha}

{shop}
</translation>
    </message>
    <message>
        <source>Hello,

this is the agreement you gave us, every word of it.

{full}

Agreement {number}
Fingerprint of its text (SHA-256): {sha}

{shop}
</source>
        <translation>Bonjour,

voici l’accord que vous nous avez donné, mot pour mot.

{full}

Accord {number}
Empreinte de son texte (SHA-256)&#xa0;: {sha}

{shop}
</translation>
    </message>
    <message>
        <source>The agreement was saved</source>
        <translation>L’accord est enregistré</translation>
    </message>
    <message>
        <source>The agreement was sent to the printer</source>
        <translation>L’accord est parti à l’imprimante</translation>
    </message>
    <message>
        <source>If nothing comes out, look at the printer, then print it again.</source>
        <translation>Si rien ne sort, regardez l’imprimante, puis imprimez de nouveau.</translation>
    </message>
    <message>
        <source>Look whether {file} is attached before you send it: not every mail program takes it. Nothing was sent yet.</source>
        <translation>Vérifiez que {file} est bien joint avant d’envoyer&#xa0;: tous les logiciels de messagerie ne le prennent pas. Rien n’est encore parti.</translation>
    </message>
    <message>
        <source>Attach the file {file} before you send it: the till can’t put it in by itself. Its folder is open, to drag it from. Nothing was sent yet.</source>
        <translation>Joignez le fichier {file} avant d’envoyer&#xa0;: la caisse ne peut pas le joindre elle-même. Son dossier est ouvert, pour l’y prendre. Rien n’est encore parti.</translation>
    </message>
    <message>
        <source>Attach the file {file} before you send it: the till can’t put it in by itself. Nothing was sent yet.</source>
        <translation>Joignez le fichier {file} avant d’envoyer : la caisse ne peut pas le faire. Rien n’est encore parti.</translation>
    </message>
    <message>
        <source>In training the e-mail is addressed to nobody.</source>
        <translation>En formation, l’e-mail n’est adressé à personne.</translation>
    </message>
    <message>
        <source>An e-mail is prepared in your mail program</source>
        <translation>Un e-mail est prêt dans votre messagerie</translation>
    </message>
    <message>
        <source>With test keys the e-mail is addressed to nobody.</source>
        <translation>Avec des clés de test, l’e-mail n’est adressé à personne.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Timeline</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Show earlier</source>
        <translation>Plus ancien</translation>
    </message>
</context>
<context>
    <name>HistorySpeaker</name>
    <message>
        <source>at another till, when isn’t known here</source>
        <translation>à une autre caisse, date inconnue ici</translation>
    </message>
    <message>
        <source>Sale made, {amount}</source>
        <translation>Vente créée, {amount}</translation>
    </message>
    <message>
        <source>Agreement to charge later given</source>
        <translation>Accord de débit ultérieur donné</translation>
    </message>
    <message>
        <source>{amount} paid</source>
        <translation>{amount} payés</translation>
    </message>
    <message>
        <source>Card declined, {amount} not charged</source>
        <translation>Carte refusée, {amount} non débités</translation>
    </message>
    <message>
        <source>Moved to {date}</source>
        <translation>Déplacé au {date}</translation>
    </message>
    <message>
        <source>Amount changed to {amount}</source>
        <translation>Montant changé&#xa0;: {amount}</translation>
    </message>
    <message>
        <source>Called off</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>{amount} given back</source>
        <translation>{amount} rendus</translation>
    </message>
    <message>
        <source>A refund of {amount} did not arrive</source>
        <translation>Un remboursement de {amount} n’est pas arrivé</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>par {name}</translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>close match</source>
        <translation>résultat proche</translation>
    </message>
    <message>
        <source>Merged into another customer</source>
        <translation>Réuni à un autre client</translation>
    </message>
    <message>
        <source>Merged into {name}</source>
        <translation>Réuni à {name}</translation>
    </message>
    <message>
        <source>customer number {number}</source>
        <translation>numéro client {number}</translation>
    </message>
    <message>
        <source>cards ending in {ends}</source>
        <translation>cartes se terminant par {ends}</translation>
    </message>
</context>
<context>
    <name>HoldCard</name>
    <message>
        <source>Held for about 7 days: the bank did not say until when</source>
        <translation>Bloqué environ 7&#xa0;jours&#xa0;: la banque n’a pas dit jusqu’à quand</translation>
    </message>
    <message>
        <source>Held until {date}: {left}</source>
        <translation>Bloqué jusqu’au {date}&#xa0;: {left}</translation>
    </message>
    <message>
        <source>This is not a deposit: no money was taken. The bank only keeps the amount aside until you take it or release it. After that time it lets it go by itself, and nothing can be taken.</source>
        <translation>Ce n’est pas un acompte&#xa0;: rien n’a été débité. La banque garde seulement le montant de côté jusqu’à ce que vous l’encaissiez ou le libériez. Passé ce délai, elle le libère d’elle-même et plus rien ne peut être encaissé.</translation>
    </message>
    <message>
        <source>Another till holds this amount. Take it or release it there. If that till is gone, do it in the Stripe Dashboard.</source>
        <translation>Une autre caisse bloque ce montant. Encaissez-le ou libérez-le là-bas. Si cette caisse n’existe plus, faites-le dans le Dashboard Stripe.</translation>
    </message>
    <message>
        <source>This hold ran out: the bank let the amount go</source>
        <translation>Ce blocage a expiré&#xa0;: la banque a libéré le montant</translation>
    </message>
    <message>
        <source>This hold was released</source>
        <translation>Ce blocage a été levé</translation>
    </message>
    <message>
        <source>No money was taken, and nothing is reserved any more. It can be held again.</source>
        <translation>Rien n’a été encaissé et rien n’est plus réservé. Le montant peut être bloqué de nouveau.</translation>
    </message>
</context>
<context>
    <name>HostedPage</name>
    <message>
        <source>Pay {amount} with your phone</source>
        <translation>Payez {amount} avec votre téléphone</translation>
    </message>
    <message>
        <source>QR code of the payment page</source>
        <translation>Code QR de la page de paiement</translation>
    </message>
    <message>
        <source>Point your phone’s camera at the code. You pay on Stripe’s own page.</source>
        <translation>Visez le code avec l’appareil photo de votre téléphone. Vous payez sur la page de Stripe.</translation>
    </message>
    <message>
        <source>Nothing is charged before you pay there. This screen then goes on by itself.</source>
        <translation>Rien n’est débité avant que vous n’y ayez payé. Cet écran continue ensuite de lui-même.</translation>
    </message>
    <message>
        <source>Pay {amount} here or with your phone</source>
        <translation>Payez {amount} ici ou avec votre téléphone</translation>
    </message>
    <message>
        <source>One moment. Asking Stripe about {amount}…</source>
        <translation>Un instant. Vérification auprès de Stripe ({amount})…</translation>
    </message>
    <message>
        <source>Opening Stripe’s page…</source>
        <translation>Ouverture de la page de Stripe…</translation>
    </message>
    <message>
        <source>Or point your phone’s camera at the code: it is the same page. Nothing is charged before you pay.</source>
        <translation>Ou visez le code avec votre téléphone&#xa0;: c’est la même page. Rien n’est débité avant que vous payiez.</translation>
    </message>
</context>
<context>
    <name>HowMuch</name>
    <message>
        <source>Check now</source>
        <translation>Vérifier maintenant</translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation>Non débité</translation>
    </message>
    <message>
        <source>Charge under an agreement</source>
        <translation>Débiter au titre d’un accord</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>What it is for (on the receipt)</source>
        <translation>Objet (figure sur le reçu)</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>At most each time</source>
        <translation>Au plus à chaque fois</translation>
    </message>
    <message>
        <source>At most in all</source>
        <translation>Au plus en tout</translation>
    </message>
    <message>
        <source>Charges at most</source>
        <translation>Débits au plus</translation>
    </message>
    <message>
        <source>At most one</source>
        <translation>Au plus un débit</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Jusqu’au</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Carte</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Not imported</source>
        <translation>Non importée</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Prénom</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Nom de famille</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>N° client</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Stripe ID</source>
        <translation>Identifiant Stripe</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Créé</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Complété</translation>
    </message>
    <message>
        <source>Left as it is</source>
        <translation>Laissé tel quel</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>En route</translation>
    </message>
    <message>
        <source>Will be created</source>
        <translation>Sera créé</translation>
    </message>
    <message>
        <source>Already there: left as it is</source>
        <translation>Déjà présent : laissé tel quel</translation>
    </message>
    <message>
        <source>Already there: what is empty gets filled</source>
        <translation>Déjà présent : ce qui est vide sera rempli</translation>
    </message>
    <message>
        <source>Same customer as row {row}</source>
        <translation>Même client que la ligne {row}</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>moins d’une minute restante</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>environ {minutes} min restantes</translation>
    </message>
    <message>
        <source>about {hours} h {minutes:02} min left</source>
        <translation>environ {hours} h {minutes:02} min restantes</translation>
    </message>
    <message>
        <source>{field}: {reason}</source>
        <translation>{field} : {reason}</translation>
    </message>
</context>
<context>
    <name>ImportScreen</name>
    <message>
        <source>The import goes on. Ctrl+I shows it.</source>
        <translation>L’importation continue. Ctrl+I la montre.</translation>
    </message>
    <message>
        <source>Import customers</source>
        <translation>Importer des clients</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importation</translation>
    </message>
    <message>
        <source>Step {number} of 4: {name}</source>
        <translation>Étape {number} sur 4 : {name}</translation>
    </message>
    <message>
        <source>The import stopped. Ctrl+I says why.</source>
        <translation>L’importation s’est arrêtée. Ctrl+I dit pourquoi.</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) created by the import.</source>
        <translation>
            <numerusform>%n client créé par l’importation.</numerusform>
            <numerusform>%n clients créés par l’importation.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a CSV file</source>
        <translation>Choisir un fichier CSV</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt *.tsv)</source>
        <translation>Fichiers CSV (*.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Save the rows to correct</source>
        <translation>Enregistrer les lignes à corriger</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Fichiers CSV (*.csv)</translation>
    </message>
    <message>
        <source>{name} - to correct.csv</source>
        <translation>{name} - à corriger.csv</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) to correct saved: {file}</source>
        <translation>
            <numerusform>%n ligne à corriger enregistrée : {file}</numerusform>
            <numerusform>%n lignes à corriger enregistrées : {file}</numerusform>
        </translation>
    </message>
    <message>
        <source>No customer was created. The till forgets the rows; your file is as it was.</source>
        <translation>Aucun client n’a été créé. La caisse oublie les lignes&#xa0;; votre fichier n’a pas changé.</translation>
    </message>
    <message>
        <source>Stop this import for good?</source>
        <translation>Abandonner cette importation ?</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) created so far stay. The other rows are not imported, and the till forgets them; your file is as it was.</source>
        <translation>
            <numerusform>%n client déjà créé reste. Les autres lignes ne sont pas importées et la caisse les oublie ; votre fichier n’a pas changé.</numerusform>
            <numerusform>%n clients déjà créés restent. Les autres lignes ne sont pas importées et la caisse les oublie ; votre fichier n’a pas changé.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>La garder</translation>
    </message>
    <message>
        <source>Stop for good</source>
        <translation>Abandonner</translation>
    </message>
</context>
<context>
    <name>InstalmentFields</name>
    <message>
        <source>How many in all</source>
        <translation>Combien en tout</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Fréquence</translation>
    </message>
</context>
<context>
    <name>IssuingReceipts</name>
    <message>
        <source>Receipt saved: {file}</source>
        <translation>Reçu enregistré&#xa0;: {file}</translation>
    </message>
    <message>
        <source>The receipt was printed.</source>
        <translation>Le reçu est imprimé.</translation>
    </message>
    <message>
        <source>The receipt was sent to the printer: look at it.</source>
        <translation>Le reçu est envoyé à l’imprimante&#xa0;: regardez-la.</translation>
    </message>
    <message>
        <source>What was paid stands; press Receipt to try again.</source>
        <translation>Ce qui est payé reste payé&#xa0;; appuyez sur Reçu pour réessayer.</translation>
    </message>
</context>
<context>
    <name>KeepingCustomers</name>
    <message>
        <source>{name} was changed.</source>
        <translation>{name}&#xa0;: fiche modifiée.</translation>
    </message>
    <message>
        <source>{name} is as before.</source>
        <translation>{name}&#xa0;: fiche comme avant.</translation>
    </message>
    <message>
        <source>They are one customer now: {name}</source>
        <translation>C’est maintenant un seul client : {name}</translation>
    </message>
    <message>
        <source>An import of customers waits to be continued: Ctrl+I.</source>
        <translation>Une importation de clients attend d’être reprise : Ctrl+I.</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Show me around</source>
        <translation>Faire le tour</translation>
    </message>
    <message>
        <source>On this screen</source>
        <translation>Sur cet écran</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Partout</translation>
    </message>
    <message>
        <source>No keys of its own</source>
        <translation>Aucune touche propre</translation>
    </message>
    <message>
        <source>The highlighted button, else the main one</source>
        <translation>Le bouton en évidence, sinon le principal</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Un pas en arrière</translation>
    </message>
    <message>
        <source>To the next field or button</source>
        <translation>Au champ ou au bouton suivant</translation>
    </message>
</context>
<context>
    <name>KeyWatch</name>
    <message>
        <source>The till’s key lacks {permissions}. What that switches off is in the settings, under “Stripe account”.</source>
        <translation>Il manque à la clé de la caisse&#xa0;: {permissions}. Ce qui ne marche pas pour cela est dans les réglages, sous «&#xa0;Compte Stripe&#xa0;».</translation>
    </message>
</context>
<context>
    <name>KeysStep</name>
    <message>
        <source>The set-up isn’t finished</source>
        <translation>La configuration n’est pas terminée</translation>
    </message>
    <message>
        <source>The keys of your Stripe account</source>
        <translation>Les clés de votre compte Stripe</translation>
    </message>
    <message>
        <source>The test keys of your Stripe account</source>
        <translation>Les clés de test de votre compte Stripe</translation>
    </message>
    <message>
        <source>They are in the Stripe Dashboard under Developers, API keys. They are kept in this computer’s keyring and nowhere else.</source>
        <translation>Elles sont dans le Dashboard Stripe, sous Développeurs, Clés API. Elles sont gardées dans le trousseau de cet ordinateur et nulle part ailleurs.</translation>
    </message>
    <message>
        <source>Begins with {prefix}.</source>
        <translation>Commence par {prefix}.</translation>
    </message>
    <message>
        <source>Publishable key</source>
        <translation>Clé publique</translation>
    </message>
    <message>
        <source>Restricted key</source>
        <translation>Clé restreinte</translation>
    </message>
    <message>
        <source>Key for refunds, if they have one</source>
        <translation>Clé des remboursements, s’ils en ont une</translation>
    </message>
    <message>
        <source>Restricted too. Empty: the first one refunds.</source>
        <translation>Restreinte aussi. Vide&#xa0;: la première rembourse.</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>Montrer les clés</translation>
    </message>
    <message>
        <source>Allow the restricted key: {permissions}.</source>
        <translation>Accordez à la clé restreinte&#xa0;: {permissions}.</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>No other program is opened in kiosk mode. What was saved is saved.</source>
        <translation>Aucun autre programme ne s’ouvre en mode kiosque. Ce qui a été enregistré l’est.</translation>
    </message>
</context>
<context>
    <name>KioskSection</name>
    <message>
        <source>Kiosk</source>
        <translation>Kiosque</translation>
    </message>
    <message>
        <source>The till has the screen to itself (kiosk mode)</source>
        <translation>La caisse a l’écran pour elle seule (mode kiosque)</translation>
    </message>
    <message>
        <source>Full screen, without window controls. It closes only by somebody who may close it, with their PIN: Ctrl+Q, or the button here. Files are saved to and read from the documents folder and what is plugged in, and no other program is opened.</source>
        <translation>Plein écran, sans boutons de fenêtre. Seule une personne qui en a le droit la ferme, avec son code&#xa0;: Ctrl+Q, ou le bouton ci-dessous. Les fichiers s’enregistrent et se lisent dans le dossier des documents et sur ce qui est branché, et aucun autre programme ne s’ouvre.</translation>
    </message>
    <message>
        <source>Switching to other programs is up to the computer: run the till in its kiosk session to prevent that too. Until people are set up, anybody may close the till.</source>
        <translation>Le passage à d’autres programmes dépend de l’ordinateur&#xa0;: ouvrez la caisse dans sa session kiosque pour l’empêcher aussi. Tant que personne n’est inscrit, chacun peut fermer la caisse.</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Fermer la caisse</translation>
    </message>
    <message>
        <source>Counts from the next start of the till.</source>
        <translation>Valable dès le prochain démarrage de la caisse.</translation>
    </message>
</context>
<context>
    <name>LeadingSales</name>
    <message>
        <source>All of the sale is paid.</source>
        <translation>Toute la vente est payée.</translation>
    </message>
    <message>
        <source>{left} left. Next: {what}, {amount}, on {date}, under the agreement.</source>
        <translation>Reste {left}. Ensuite&#xa0;: {what}, {amount}, le {date}, selon l’accord.</translation>
    </message>
    <message>
        <source>There is no agreement yet</source>
        <translation>Il n’y a pas encore d’accord</translation>
    </message>
</context>
<context>
    <name>LeavingNotice</name>
    <message>
        <source>Keep the till open</source>
        <translation>Garder la caisse ouverte</translation>
    </message>
    <message>
        <source>The till closes now</source>
        <translation>La caisse se ferme</translation>
    </message>
    <message>
        <source>Please wait: the till closes by itself when Stripe has answered.</source>
        <translation>Patientez&#xa0;: la caisse se ferme d’elle-même dès que Stripe a répondu.</translation>
    </message>
    <message>
        <source>Everything is written down.</source>
        <translation>Tout est enregistré.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Stripe has not said what happened. Do not charge or refund again: the till asks by itself when it is opened next.</source>
        <translation>Stripe n’a pas dit ce qui s’est passé. Ne débitez ni ne remboursez de nouveau&#xa0;: la caisse demandera d’elle-même à sa prochaine ouverture.</translation>
    </message>
</context>
<context>
    <name>LiabilityScreen</name>
    <message>
        <source>Differences</source>
        <translation>Écarts</translation>
    </message>
    <message>
        <source>By sale</source>
        <translation>Par vente</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Enregistrer en CSV…</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Rien</translation>
    </message>
    <message>
        <source>Owed to customers, in goods or money</source>
        <translation>Dû aux clients, en marchandise ou en argent</translation>
    </message>
    <message numerus="yes">
        <source>and %n more: the CSV file has all of them</source>
        <translation>
            <numerusform>et %n autre&#xa0;: le fichier CSV les contient toutes</numerusform>
            <numerusform>et %n autres&#xa0;: le fichier CSV les contient toutes</numerusform>
        </translation>
    </message>
    <message>
        <source>No deposit is held.</source>
        <translation>Aucun acompte n’est détenu.</translation>
    </message>
    <message>
        <source>Comparing with Stripe’s payments…</source>
        <translation>Comparaison avec les paiements de Stripe…</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s) from Stripe’s payments</source>
        <translation>
            <numerusform>%n écart avec les paiements de Stripe</numerusform>
            <numerusform>%n écarts avec les paiements de Stripe</numerusform>
        </translation>
    </message>
    <message>
        <source>No money moved because of this.</source>
        <translation>Aucun argent n’a bougé pour cela.</translation>
    </message>
    <message>
        <source>Equal to Stripe’s payments, to the cent.</source>
        <translation>Égal aux paiements de Stripe, au centime près.</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Enregistrer en CSV</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Fichiers CSV (*.csv)</translation>
    </message>
    <message>
        <source>deposits.csv</source>
        <translation>acomptes.csv</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Enregistré&#xa0;: {file}</translation>
    </message>
</context>
<context>
    <name>LinkScreen</name>
    <message>
        <source>Copy the link</source>
        <translation>Copier le lien</translation>
    </message>
    <message>
        <source>By e-mail…</source>
        <translation>Par e-mail…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Pay by link</source>
        <translation>Payer par lien</translation>
    </message>
    <message>
        <source>QR code of the payment link</source>
        <translation>Code QR du lien de paiement</translation>
    </message>
    <message>
        <source>{amount}, paid on the customer’s own phone or computer.</source>
        <translation>{amount}, à payer sur le téléphone ou l’ordinateur du client.</translation>
    </message>
    <message>
        <source>The link works until {date}.</source>
        <translation>Le lien fonctionne jusqu’au {date}.</translation>
    </message>
    <message>
        <source>Nothing is charged before they pay, and nothing else can be until the link ends. The payment shows up here by itself.</source>
        <translation>Rien n’est débité avant qu’il paie, et rien d’autre ne peut l’être avant la fin du lien. Le paiement apparaît ici de lui‑même.</translation>
    </message>
    <message>
        <source>Once they have paid, a page thanks them.</source>
        <translation>Une fois le paiement fait, une page remercie le client.</translation>
    </message>
    <message>
        <source>Once they have paid, they come to {address}.</source>
        <translation>Une fois le paiement fait, le client arrive sur {address}.</translation>
    </message>
    <message>
        <source>Once they have paid, their browser finds no page of the shop’s and says so: the payment is made all the same. Tell them, so that they don’t worry.</source>
        <translation>Une fois le paiement fait, le navigateur du client ne trouve pas de page du magasin et le dit&#xa0;: le paiement est fait tout de même. Prévenez-le, pour qu’il ne s’inquiète pas.</translation>
    </message>
    <message>
        <source>The link is copied.</source>
        <translation>Le lien est copié.</translation>
    </message>
    <message>
        <source>{shop}: payment of {amount}</source>
        <translation>{shop}&#xa0;: paiement de {amount}</translation>
    </message>
    <message>
        <source>Hello,

you can pay here:
{url}

{shop}
</source>
        <translation>Bonjour,

vous pouvez payer ici&#xa0;:
{url}

{shop}
</translation>
    </message>
    <message>
        <source>An e-mail is prepared in your mail program. Nothing was sent yet.</source>
        <translation>Un e-mail est prêt dans votre messagerie. Rien n’a encore été envoyé.</translation>
    </message>
    <message>
        <source>No mail program opened. Copy the link instead.</source>
        <translation>Aucune messagerie ne s’est ouverte. Copiez plutôt le lien.</translation>
    </message>
    <message>
        <source>Close the link</source>
        <translation>Fermer le lien</translation>
    </message>
</context>
<context>
    <name>LinkedRow</name>
    <message>
        <source>No saved card known here.</source>
        <translation>Aucune carte enregistrée connue ici.</translation>
    </message>
    <message>
        <source>Separate</source>
        <translation>Séparer</translation>
    </message>
    <message>
        <source>Separate {name} again</source>
        <translation>Séparer de nouveau {name}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Ouvrir {name}</translation>
    </message>
</context>
<context>
    <name>LinksPaidNotice</name>
    <message numerus="yes">
        <source>%n payment link(s) were paid while the till was closed</source>
        <translation>
            <numerusform>%n lien de paiement a été payé pendant la fermeture</numerusform>
            <numerusform>%n liens de paiement ont été payés pendant la fermeture</numerusform>
        </translation>
    </message>
    <message>
        <source>{payments}. The money is taken: there is nothing more to do.</source>
        <translation>{payments}. L’argent est encaissé : il n’y a plus rien à faire.</translation>
    </message>
    <message>
        <source>Show the payment of {amount}</source>
        <translation>Afficher le paiement de {amount}</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>TRAINING</source>
        <translation>FORMATION</translation>
    </message>
    <message>
        <source>TEST</source>
        <translation>TEST</translation>
    </message>
    <message>
        <source>Who is at the till?</source>
        <translation>Qui est à la caisse&#xa0;?</translation>
    </message>
    <message>
        <source>The till is locked. Choose your name and type your&#xa0;PIN.</source>
        <translation>La caisse est verrouillée. Choisissez votre nom et tapez votre&#xa0;code.</translation>
    </message>
    <message>
        <source>To close the till, do so first, then press Ctrl+Q.</source>
        <translation>Pour fermer la caisse, faites-le d’abord, puis appuyez sur Ctrl+Q.</translation>
    </message>
</context>
<context>
    <name>Locking</name>
    <message>
        <source>A payment is under way: lock the till when it is done.</source>
        <translation>Un paiement est en cours&#xa0;: verrouillez la caisse quand il sera terminé.</translation>
    </message>
    <message>
        <source>{name} is signed in.</source>
        <translation>{name} est à la caisse.</translation>
    </message>
</context>
<context>
    <name>Lookalike</name>
    <message>
        <source>same customer number</source>
        <translation>même numéro client</translation>
    </message>
    <message>
        <source>same e-mail</source>
        <translation>même e-mail</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>même téléphone</translation>
    </message>
    <message>
        <source>similar name, same postcode</source>
        <translation>nom proche, même code postal</translation>
    </message>
</context>
<context>
    <name>LookalikeNotice</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Already known? {name} – {reasons}</source>
        <translation>Déjà client ? {name} – {reasons}</translation>
    </message>
    <message>
        <source>Same person…</source>
        <translation>Même personne…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Ouvrir {name}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{shop} – till</source>
        <translation>{shop} – caisse</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>Trouver un client</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Fermer la caisse</translation>
    </message>
</context>
<context>
    <name>MergeScreen</name>
    <message>
        <source>Make them one customer</source>
        <translation>En faire un seul client</translation>
    </message>
    <message>
        <source>Keep the other one</source>
        <translation>Garder l’autre</translation>
    </message>
    <message>
        <source>Same person as {name}</source>
        <translation>Même personne que {name}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Reste</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}&#xa0;: {value}</translation>
    </message>
    <message>
        <source>Nothing: it has everything already.</source>
        <translation>Rien : tout y est déjà.</translation>
    </message>
    <message>
        <source>Takes over</source>
        <translation>Reprend</translation>
    </message>
    <message>
        <source>Becomes linked to it</source>
        <translation>Lui est rattaché</translation>
    </message>
    <message>
        <source>Saved cards stay where Stripe keeps them: open the linked customer to charge one of its cards. Its payments stay with it too. You can separate them again; what was taken over then stays.</source>
        <translation>Les cartes enregistrées restent là où Stripe les garde : ouvrez le client rattaché pour débiter une de ses cartes. Ses paiements restent aussi chez lui. Vous pourrez les séparer de nouveau ; ce qui a été repris restera.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>Numéro client</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>It is not known whether they are one customer now</source>
        <translation>On ne sait pas s’ils sont réunis</translation>
    </message>
    <message>
        <source>Stripe did not answer. Nothing is lost: press “Make them one customer” again, which finishes what was begun.</source>
        <translation>Stripe n’a pas répondu. Rien n’est perdu : appuyez de nouveau sur « En faire un seul client », ce qui termine ce qui a été commencé.</translation>
    </message>
    <message>
        <source>They were not merged</source>
        <translation>Ils n’ont pas été réunis</translation>
    </message>
</context>
<context>
    <name>MergedNotice</name>
    <message>
        <source>Separate again</source>
        <translation>Séparer de nouveau</translation>
    </message>
    <message>
        <source>Merged into {name}. Saved cards stay where they are: those below are charged here.</source>
        <translation>Réuni à {name}. Les cartes enregistrées restent à leur place : celles ci-dessous se débitent ici.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Ouvrir {name}</translation>
    </message>
</context>
<context>
    <name>MoreButton</name>
    <message>
        <source>Import and export</source>
        <translation>Importer et exporter</translation>
    </message>
    <message>
        <source>Import customers…</source>
        <translation>Importer des clients…</translation>
    </message>
    <message>
        <source>Export those found…</source>
        <translation>Exporter les clients trouvés…</translation>
    </message>
    <message>
        <source>Export all customers…</source>
        <translation>Exporter tous les clients…</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Decimal mark</source>
        <translation>Séparateur décimal</translation>
    </message>
    <message>
        <source>Slash</source>
        <translation>Barre oblique</translation>
    </message>
    <message>
        <source>Rub out the last figure</source>
        <translation>Effacer le dernier chiffre</translation>
    </message>
</context>
<context>
    <name>OffNotice</name>
    <message>
        <source>The till’s key at Stripe lacks {permissions}. Once it is allowed there, ask Stripe again in the settings, under “Stripe account”.</source>
        <translation>Il manque à la clé de la caisse chez Stripe&#xa0;: {permissions}. Une fois ce droit accordé là-bas, interrogez de nouveau Stripe dans les réglages, sous «&#xa0;Compte Stripe&#xa0;».</translation>
    </message>
    <message>
        <source>Switched off, as the till’s key at Stripe lacks {permissions}. More in the settings, under “Stripe account”.</source>
        <translation>Désactivé, car il manque à la clé de la caisse chez Stripe&#xa0;: {permissions}. Le détail est dans les réglages, sous «&#xa0;Compte Stripe&#xa0;».</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Opening the till…</source>
        <translation>Ouverture de la caisse…</translation>
    </message>
    <message>
        <source>A moment, customers are being loaded.</source>
        <translation>Un instant, les clients sont en cours de chargement.</translation>
    </message>
    <message>
        <source>The till can’t open</source>
        <translation>La caisse ne peut pas s’ouvrir</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
</context>
<context>
    <name>OpeningSettings</name>
    <message>
        <source>Finish what is on the screen first, then open the settings.</source>
        <translation>Terminez d’abord ce qui est à l’écran, puis ouvrez les réglages.</translation>
    </message>
</context>
<context>
    <name>OpeningSetup</name>
    <message>
        <source>From its next start the till opens in training.</source>
        <translation>Dès son prochain démarrage, la caisse s’ouvre en formation.</translation>
    </message>
    <message>
        <source>The keys are kept: from its next start the till works with the test account.</source>
        <translation>Les clés sont gardées&#xa0;: dès son prochain démarrage, la caisse travaille avec le compte de test.</translation>
    </message>
    <message>
        <source>The keys are kept: from its next start the till takes real payments.</source>
        <translation>Les clés sont gardées&#xa0;: dès son prochain démarrage, la caisse encaisse de vrais paiements.</translation>
    </message>
</context>
<context>
    <name>OperationSpeaker</name>
    <message>
        <source>Refund</source>
        <translation>Remboursement</translation>
    </message>
    <message>
        <source>Taking a held amount</source>
        <translation>Encaissement</translation>
    </message>
    <message>
        <source>Releasing a held amount</source>
        <translation>Libération</translation>
    </message>
    <message>
        <source>Press “Check now” until there is an answer.</source>
        <translation>Appuyez sur «&#xa0;Vérifier maintenant&#xa0;» jusqu’à obtenir une réponse.</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Issue encore inconnue</translation>
    </message>
    <message>
        <source>The bank sent the refund back</source>
        <translation>La banque a renvoyé le remboursement</translation>
    </message>
    <message>
        <source>Nothing was refunded.</source>
        <translation>Rien n’a été remboursé.</translation>
    </message>
    <message>
        <source>Not refunded</source>
        <translation>Non remboursé</translation>
    </message>
    <message>
        <source>{amount} goes back to {card}.</source>
        <translation>{amount} est rendu sur {card}.</translation>
    </message>
    <message>
        <source>Refund on its way</source>
        <translation>Remboursement en route</translation>
    </message>
    <message>
        <source>Banks show it on the statement within 5 to 10 working days.</source>
        <translation>Les banques l’affichent sur le relevé sous 5 à 10&#xa0;jours ouvrés.</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Remboursé</translation>
    </message>
    <message>
        <source>Nothing was taken</source>
        <translation>Rien n’a été encaissé</translation>
    </message>
    <message>
        <source>Another amount was taken</source>
        <translation>Un autre montant a été encaissé</translation>
    </message>
    <message>
        <source>{amount} was taken from {card}.</source>
        <translation>{amount} a été encaissé sur {card}.</translation>
    </message>
    <message>
        <source>The rest, {amount}, was released and was not charged.</source>
        <translation>Le reste, {amount}, a été libéré et n’a pas été débité.</translation>
    </message>
    <message>
        <source>Amount taken</source>
        <translation>Montant encaissé</translation>
    </message>
    <message>
        <source>Nothing was charged. Nothing stays held on {card}.</source>
        <translation>Rien n’a été débité. Rien ne reste bloqué sur {card}.</translation>
    </message>
    <message>
        <source>The customer’s bank may take a few days to show it.</source>
        <translation>La banque du client peut mettre quelques jours à l’afficher.</translation>
    </message>
    <message>
        <source>Held amount released</source>
        <translation>Montant libéré</translation>
    </message>
    <message>
        <source>Already taken</source>
        <translation>Déjà encaissé</translation>
    </message>
    <message>
        <source>Not released</source>
        <translation>Non libéré</translation>
    </message>
    <message>
        <source>The amount is still held.</source>
        <translation>Le montant est toujours bloqué.</translation>
    </message>
    <message>
        <source>The amount is still held, until {date}.</source>
        <translation>Le montant est toujours bloqué, jusqu’au {date}.</translation>
    </message>
    <message>
        <source>No money moved.</source>
        <translation>Aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>the card</source>
        <translation>la carte</translation>
    </message>
</context>
<context>
    <name>OutcomeActions</name>
    <message>
        <source>Leave it blocked</source>
        <translation>Laisser bloqué</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Bordereau</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Another card</source>
        <translation>Autre carte</translation>
    </message>
    <message>
        <source>Let the customer confirm</source>
        <translation>Faire confirmer le client</translation>
    </message>
    <message>
        <source>Send a link</source>
        <translation>Envoyer un lien</translation>
    </message>
    <message>
        <source>Asking Stripe…</source>
        <translation>Vérification auprès de Stripe…</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Vérifier maintenant</translation>
    </message>
    <message>
        <source>Take or release</source>
        <translation>Encaisser ou libérer</translation>
    </message>
</context>
<context>
    <name>OutcomeScreen</name>
    <message>
        <source>Walk-in</source>
        <translation>Sans fiche client</translation>
    </message>
    <message>
        <source>There is still no answer. Check again in a moment: the till also checks by itself.</source>
        <translation>Toujours pas de réponse. Vérifiez de nouveau dans un instant&#xa0;: la caisse vérifie aussi d’elle-même.</translation>
    </message>
</context>
<context>
    <name>OutcomeSpeaker</name>
    <message>
        <source>Payment succeeded</source>
        <translation>Paiement réussi</translation>
    </message>
    <message>
        <source>Card declined</source>
        <translation>Carte refusée</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The customer must confirm</source>
        <translation>Le client doit confirmer</translation>
    </message>
    <message>
        <source>Nothing was charged. The bank wants to hear from the customer first.</source>
        <translation>Rien n’a été débité. La banque veut d’abord l’accord du client.</translation>
    </message>
    <message>
        <source>Hand the screen to the customer to confirm, or use another card.</source>
        <translation>Présentez l’écran au client pour qu’il confirme, ou utilisez une autre carte.</translation>
    </message>
    <message>
        <source>Amount held</source>
        <translation>Montant bloqué</translation>
    </message>
    <message>
        <source>The card’s bank holds this amount. No money was taken yet.</source>
        <translation>La banque du client garde ce montant. Rien n’a encore été débité.</translation>
    </message>
    <message>
        <source>It is paid, there is nothing more to do.</source>
        <translation>C’est payé, il n’y a plus rien à faire.</translation>
    </message>
    <message>
        <source>Nothing was charged. Open the customer to try another card.</source>
        <translation>Rien n’a été débité. Ouvrez le client pour essayer une autre carte.</translation>
    </message>
    <message>
        <source>Nothing was charged. Let the customer confirm it on their screen.</source>
        <translation>Rien n’a été débité. Faites-le confirmer par le client sur son écran.</translation>
    </message>
    <message>
        <source>Do not charge again. Check once more in a moment.</source>
        <translation>Ne débitez pas de nouveau. Vérifiez encore dans un instant.</translation>
    </message>
    <message>
        <source>No money was taken yet. Take or release it in time.</source>
        <translation>Rien n’a encore été encaissé. Encaissez-le ou libérez-le à temps.</translation>
    </message>
    <message>
        <source>Nothing was charged. It can be charged again.</source>
        <translation>Rien n’a été débité. Vous pouvez réessayer.</translation>
    </message>
    <message>
        <source>They are away: send them a link to pay by, or let them confirm here once they are back.</source>
        <translation>Le client est absent&#xa0;: envoyez-lui un lien pour payer, ou faites-le confirmer ici à son retour.</translation>
    </message>
    <message>
        <source>The card</source>
        <translation>La carte</translation>
    </message>
    <message>
        <source>{card} is saved for what was agreed. No money moved.</source>
        <translation>{card} est enregistrée pour ce qui a été convenu. Aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>Card saved</source>
        <translation>Carte enregistrée</translation>
    </message>
    <message>
        <source>It is not known whether the card was saved. No money moved.</source>
        <translation>On ne sait pas si la carte a été enregistrée. Aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>Card not saved</source>
        <translation>Carte non enregistrée</translation>
    </message>
    <message>
        <source>Take it or release it before the bank lets it go.</source>
        <translation>Débitez-le ou libérez-le avant que la banque ne le rende.</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Issue encore inconnue</translation>
    </message>
    <message>
        <source>It is not known whether the card was charged. Do not charge again.</source>
        <translation>On ne sait pas si la carte a été débitée. Ne débitez pas de nouveau.</translation>
    </message>
    <message>
        <source>Press “Check now” until there is an answer.</source>
        <translation>Appuyez sur «&#xa0;Vérifier maintenant&#xa0;» jusqu’à obtenir une réponse.</translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation>Non débité</translation>
    </message>
    <message>
        <source>The money was taken.</source>
        <translation>L’argent est encaissé.</translation>
    </message>
    <message>
        <source>Paid with {card}.</source>
        <translation>Payé avec {card}.</translation>
    </message>
    <message>
        <source>Card saved: yes. The customer sees it again at the next checkout.</source>
        <translation>Carte enregistrée&#xa0;: oui. Le client la reverra lors du prochain paiement.</translation>
    </message>
    <message>
        <source>Card saved: no. The customer does not see it again at checkout.</source>
        <translation>Carte enregistrée&#xa0;: non. Le client ne la reverra pas lors du paiement.</translation>
    </message>
    <message>
        <source>This is not a deposit. Take it or release it before {date}.</source>
        <translation>Ce n’est pas un acompte. Encaissez-le ou libérez-le avant le {date}.</translation>
    </message>
</context>
<context>
    <name>OwedRow</name>
    <message>
        <source>{amount} still owed</source>
        <translation>Reste dû&#xa0;: {amount}</translation>
    </message>
    <message>
        <source>Called off</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Unknown customer</source>
        <translation>Client inconnu</translation>
    </message>
    <message>
        <source>{paid} paid, {back} given back</source>
        <translation>{paid} payés, {back} rendus</translation>
    </message>
</context>
<context>
    <name>OwnTillSection</name>
    <message>
        <source>This till</source>
        <translation>Cette caisse</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Taille de l’affichage</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Tones</source>
        <translation>Sons</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Outcomes of payments are heard</source>
        <translation>Faire entendre les résultats</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Réussi</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Must confirm</source>
        <translation>À confirmer</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Listen: {tone}</source>
        <translation>Écouter&#xa0;: {tone}</translation>
    </message>
    <message>
        <source>Nothing on this machine plays sounds. Outcomes are shown all the same.</source>
        <translation>Rien sur cette machine ne joue de sons. Les résultats s’affichent tout de même.</translation>
    </message>
    <message>
        <source>Counts once the till is closed and opened again.</source>
        <translation>Vaut dès que la caisse est fermée puis rouverte.</translation>
    </message>
    <message>
        <source>Automatic goes by the screen: buttons are 9 mm or more on each.</source>
        <translation>Automatique suit l’écran&#xa0;: partout, les boutons font au moins 9 mm.</translation>
    </message>
</context>
<context>
    <name>PadKey</name>
    <message>
        <source>Number pad</source>
        <translation>Pavé numérique</translation>
    </message>
</context>
<context>
    <name>PadSheet</name>
    <message>
        <source>Number pad</source>
        <translation>Pavé numérique</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
</context>
<context>
    <name>PaperDesk</name>
    <message>
        <source>Save as PDF</source>
        <translation>Enregistrer en PDF</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>Fichiers PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>PaperScreen</name>
    <message>
        <source>Agreement on paper</source>
        <translation>Accord sur papier</translation>
    </message>
    <message>
        <source>1. Print it, for which card?</source>
        <translation>1. Imprimez-le, pour quelle carte ?</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimer…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Enregistrer en PDF…</translation>
    </message>
    <message>
        <source>2. Record the signed paper</source>
        <translation>2. Enregistrez le papier signé</translation>
    </message>
    <message>
        <source>Kept for later once it has paid</source>
        <translation>Conservée après le paiement</translation>
    </message>
    <message>
        <source>Saved already; any card may pay now</source>
        <translation>Déjà enregistrée&#xa0;; une autre peut payer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Record, then take {amount}</source>
        <translation>Enregistrer, puis encaisser {amount}</translation>
    </message>
    <message>
        <source>The card they pay with now</source>
        <translation>Celle avec laquelle il paie</translation>
    </message>
    <message>
        <source>A paper that was printed before can be recorded as well: its number is on it.</source>
        <translation>Un papier imprimé auparavant convient aussi : son numéro est dessus.</translation>
    </message>
    <message>
        <source>There is no agreement yet</source>
        <translation>Il n’y a pas encore d’accord</translation>
    </message>
    <message>
        <source>P and nine figures, beside the first signature</source>
        <translation>P et neuf chiffres, à côté de la première signature</translation>
    </message>
    <message>
        <source>N and nine figures; empty where it isn’t signed</source>
        <translation>N et neuf chiffres&#xa0;; vide si ce n’est pas signé</translation>
    </message>
    <message>
        <source>Paper {number}. The customer signs beside what they agree to.</source>
        <translation>Papier {number}. Le client signe à côté de ce qu’il accepte.</translation>
    </message>
    <message>
        <source>Type or scan the number beside each signature. Keep the paper; it counts once the payment has succeeded.</source>
        <translation>Saisissez ou scannez le numéro à côté de chaque signature. Conservez le papier&#xa0;; il vaut une fois le paiement réussi.</translation>
    </message>
</context>
<context>
    <name>PaperToSign</name>
    <message>
        <source>Paper no.</source>
        <translation>Papier n°</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>What you agree to</source>
        <translation>Ce que vous acceptez</translation>
    </message>
    <message>
        <source>I agree that {shop} may charge my card like this while I am not there</source>
        <translation>J’accepte que {shop} débite ainsi ma carte en mon absence</translation>
    </message>
    <message>
        <source>Show this card next time I pay here (optional)</source>
        <translation>Montrer cette carte la prochaine fois que je paie ici (facultatif)</translation>
    </message>
    <message>
        <source>Place and date</source>
        <translation>Lieu et date</translation>
    </message>
    <message>
        <source>Name in capital letters</source>
        <translation>Nom en majuscules</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Fingerprint of the text (SHA-256)</source>
        <translation>Empreinte du texte (SHA-256)</translation>
    </message>
    <message>
        <source>Sign beside what you agree to. What you don’t sign is not agreed to; without the first signature no charge is made while you are not there.</source>
        <translation>Signez à côté de ce que vous acceptez. Ce que vous ne signez pas n’est pas accepté&#xa0;; sans la première signature, aucun débit n’est fait en votre absence.</translation>
    </message>
</context>
<context>
    <name>PartRow</name>
    <message>
        <source>{amount} given back</source>
        <translation>{amount} rendus</translation>
    </message>
    <message>
        <source>{amount} taken</source>
        <translation>{amount} prélevés</translation>
    </message>
</context>
<context>
    <name>PartsTable</name>
    <message>
        <source>Part</source>
        <translation>Élément</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
</context>
<context>
    <name>PastPayments</name>
    <message>
        <source>The old hold is over, and no new one was made: nothing is reserved.</source>
        <translation>L’ancien blocage est terminé et aucun nouveau n’a été fait&#xa0;: rien n’est réservé.</translation>
    </message>
</context>
<context>
    <name>PaymentRow</name>
    <message>
        <source>until {date}</source>
        <translation>jusqu’au {date}</translation>
    </message>
    <message>
        <source>Opens the payment</source>
        <translation>Ouvre le paiement</translation>
    </message>
</context>
<context>
    <name>PaymentScreen</name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Receipt…</source>
        <translation>Reçu…</translation>
    </message>
    <message>
        <source>Refund…</source>
        <translation>Rembourser…</translation>
    </message>
    <message>
        <source>Take the money…</source>
        <translation>Encaisser…</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>Libérer…</translation>
    </message>
    <message>
        <source>Hold again…</source>
        <translation>Bloquer de nouveau…</translation>
    </message>
    <message>
        <source>Past payment</source>
        <translation>Paiement passé</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Remboursements</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>{amount}; the rest was released</source>
        <translation>{amount}&#xa0;; le reste a été libéré</translation>
    </message>
    <message>
        <source>Held before</source>
        <translation>Bloqué avant</translation>
    </message>
    <message>
        <source>Nothing can be refunded or taken before that.</source>
        <translation>Rien ne peut être remboursé ni encaissé avant.</translation>
    </message>
    <message>
        <source>Stripe’s word on this payment is missing</source>
        <translation>Stripe n’a rien dit de ce paiement</translation>
    </message>
    <message>
        <source>Refunded so far</source>
        <translation>Déjà remboursé</translation>
    </message>
    <message>
        <source>Can still be refunded</source>
        <translation>Encore remboursable</translation>
    </message>
    <message>
        <source>Asking Stripe…</source>
        <translation>Vérification auprès de Stripe…</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Vérifier maintenant</translation>
    </message>
    <message>
        <source>Ask Stripe again</source>
        <translation>Redemander à Stripe</translation>
    </message>
    <message>
        <source>A refund of {amount} is not clear</source>
        <translation>Un remboursement de {amount} n’est pas certain</translation>
    </message>
    <message>
        <source>It is not clear whether {amount} was taken</source>
        <translation>On ne sait pas si {amount} a été encaissé</translation>
    </message>
    <message>
        <source>It is not clear whether {amount} was released</source>
        <translation>On ne sait pas si {amount} a été libéré</translation>
    </message>
    <message>
        <source>No money was taken, so there is nothing to refund.</source>
        <translation>Rien n’a été encaissé&#xa0;: il n’y a rien à rembourser.</translation>
    </message>
    <message>
        <source>Everything was refunded already.</source>
        <translation>Tout a déjà été remboursé.</translation>
    </message>
</context>
<context>
    <name>PaymentSpeaker</name>
    <message>
        <source>Not known yet</source>
        <translation>Issue encore inconnue</translation>
    </message>
    <message>
        <source>Refunded in full</source>
        <translation>Remboursé en entier</translation>
    </message>
    <message>
        <source>Paid, partly refunded</source>
        <translation>Payé, remboursé en partie</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Payé</translation>
    </message>
    <message>
        <source>Held on the card, not taken</source>
        <translation>Bloqué sur la carte, non encaissé</translation>
    </message>
    <message>
        <source>Card saved</source>
        <translation>Carte enregistrée</translation>
    </message>
    <message>
        <source>Declined: nothing was charged</source>
        <translation>Refusé&#xa0;: rien n’a été débité</translation>
    </message>
    <message>
        <source>Not charged: the customer must confirm</source>
        <translation>Non débité&#xa0;: le client doit confirmer</translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation>Non débité</translation>
    </message>
    <message>
        <source>The bank is still working on it</source>
        <translation>La banque y travaille encore</translation>
    </message>
    <message>
        <source>Not paid yet</source>
        <translation>Pas encore payé</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Remboursé</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>En route</translation>
    </message>
    <message>
        <source>Sent back by the bank</source>
        <translation>Renvoyé par la banque</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
</context>
<context>
    <name>Payments</name>
    <message>
        <source>Paid</source>
        <translation>Payé</translation>
    </message>
    <message>
        <source>Card saved</source>
        <translation>Carte enregistrée</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Customer must confirm</source>
        <translation>Le client doit confirmer</translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation>Non débité</translation>
    </message>
    <message>
        <source>Held on the card</source>
        <translation>Bloqué sur la carte</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Issue encore inconnue</translation>
    </message>
    <message>
        <source>Not paid yet</source>
        <translation>Pas encore payé</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Remboursé</translation>
    </message>
    <message>
        <source>Partly refunded</source>
        <translation>Remboursé en partie</translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message>
        <source>People</source>
        <translation>Équipe</translation>
    </message>
    <message>
        <source>Add somebody…</source>
        <translation>Ajouter quelqu’un…</translation>
    </message>
    <message>
        <source>Lock when nobody touches the till</source>
        <translation>Verrouiller si personne n’y touche</translation>
    </message>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>Après %n minute</numerusform>
            <numerusform>Après %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>{role}. No longer here</source>
        <translation>{role}. N’est plus ici</translation>
    </message>
    <message>
        <source>{role}. Locked</source>
        <translation>{role}. Bloqué</translation>
    </message>
    <message>
        <source>{name} is the owner and is signed in. Add the others now.</source>
        <translation>{name} est propriétaire et à la caisse. Ajoutez maintenant les autres.</translation>
    </message>
    <message>
        <source>{name} can sign in from now on.</source>
        <translation>{name} peut maintenant ouvrir la caisse.</translation>
    </message>
    <message>
        <source>{name} was changed.</source>
        <translation>{name}&#xa0;: modifications enregistrées.</translation>
    </message>
    <message>
        <source>{name} has six new tries.</source>
        <translation>{name} a de nouveau six essais.</translation>
    </message>
    <message>
        <source>The till locks when nobody touches it for so long: {name} min.</source>
        <translation>La caisse se verrouille quand personne n’y touche pendant {name} min.</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Customers may read it in their agreement.</source>
        <translation>Les clients peuvent le lire dans leur accord.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Nouveau code</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Empty: it stays as it is.</source>
        <translation>Vide&#xa0;: il reste le même.</translation>
    </message>
    <message>
        <source>4 to 8 figures.</source>
        <translation>4 à 8 chiffres.</translation>
    </message>
    <message>
        <source>The PIN again</source>
        <translation>Encore une fois le code</translation>
    </message>
    <message>
        <source>Language of the screens</source>
        <translation>Langue des écrans</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>Travaille ici</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Débloquer</translation>
    </message>
    <message>
        <source>Set up who works here</source>
        <translation>Dire qui travaille ici</translation>
    </message>
    <message>
        <source>You become the owner, who may do everything, and add the others. From then on the till asks who is there, notes who did what, and has a manager approve what a cashier may not do alone.</source>
        <translation>Vous devenez propriétaire, avec tous les droits, puis vous ajoutez les autres. Dès lors, la caisse demande qui est là, note qui a fait quoi, et demande l’accord d’un responsable pour ce qu’un caissier ne peut pas faire seul.</translation>
    </message>
    <message>
        <source>Set up, and sign in</source>
        <translation>Commencer, et ouvrir la caisse</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>Une nouvelle personne</translation>
    </message>
    <message>
        <source>You may look, but not change this.</source>
        <translation>Vous pouvez regarder, mais pas modifier.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>As the till</source>
        <translation>Comme la caisse</translation>
    </message>
</context>
<context>
    <name>PicturesScreen</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Save as a table (CSV)…</source>
        <translation>Enregistrer comme tableau (CSV)…</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>Image…</translation>
    </message>
    <message>
        <source>You may not see this. Ask a manager or an owner.</source>
        <translation>Vous n’avez pas le droit de voir ceci. Adressez-vous à un responsable ou à un propriétaire.</translation>
    </message>
    <message numerus="yes">
        <source>%n card(s)</source>
        <translation>
            <numerusform>%n carte</numerusform>
            <numerusform>%n cartes</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Rien à montrer</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Fichiers CSV (*.csv)</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Enregistrer en CSV</translation>
    </message>
    <message>
        <source>TRAINING – no real money</source>
        <translation>FORMATION – pas d’argent réel</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Enregistré : {file}</translation>
    </message>
    <message>
        <source>Save the picture (PDF)…</source>
        <translation>Enregistrer l’image (PDF)…</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>Fichiers PDF (*.pdf)</translation>
    </message>
    <message>
        <source>TEST – no real money</source>
        <translation>TEST – pas d’argent réel</translation>
    </message>
</context>
<context>
    <name>PinDots</name>
    <message numerus="yes">
        <source>%n figure(s) typed</source>
        <translation>
            <numerusform>%n chiffre tapé</numerusform>
            <numerusform>%n chiffres tapés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>PIN</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Rub out the last figure</source>
        <translation>Effacer le dernier chiffre</translation>
    </message>
    <message>
        <source>Enter the PIN</source>
        <translation>Valider le code</translation>
    </message>
</context>
<context>
    <name>PlaceSection</name>
    <message>
        <source>Customer’s screen</source>
        <translation>Écran du client</translation>
    </message>
    <message>
        <source>Where does the customer agree and pay?</source>
        <translation>Où le client accepte-t-il et paie-t-il&#xa0;?</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>On a second screen where there is one, else this screen is handed over.</source>
        <translation>Sur un second écran s’il y en a un, sinon cet écran lui est confié.</translation>
    </message>
    <message>
        <source>On the second screen</source>
        <translation>Sur le second écran</translation>
    </message>
    <message>
        <source>Handed over when it is not plugged in.</source>
        <translation>Cet écran est confié quand l’autre n’est pas branché.</translation>
    </message>
    <message>
        <source>This screen is handed over</source>
        <translation>Cet écran est confié au client</translation>
    </message>
    <message>
        <source>All of it shows the customer’s page, and comes back by itself.</source>
        <translation>Il ne montre plus que la page du client, puis revient de lui-même.</translation>
    </message>
    <message>
        <source>In this window</source>
        <translation>Dans cette fenêtre</translation>
    </message>
    <message>
        <source>The page stands beside what the cashier sees.</source>
        <translation>La page se tient à côté de ce que voit le caissier.</translation>
    </message>
    <message>
        <source>Counts from the next payment on.</source>
        <translation>Vaut à partir du prochain paiement.</translation>
    </message>
    <message>
        <source>Customers get their page there from the next payment on.</source>
        <translation>À partir du prochain paiement, les clients auront leur page là.</translation>
    </message>
</context>
<context>
    <name>PlanForm</name>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>How is it paid?</source>
        <translation>Comment est-ce payé&#xa0;?</translation>
    </message>
    <message>
        <source>All now</source>
        <translation>Tout de suite</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>Acompte</translation>
    </message>
    <message>
        <source>Instalments</source>
        <translation>Échéances</translation>
    </message>
    <message>
        <source>Save the card, all later</source>
        <translation>Carte gardée, tout plus tard</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>On receipt and agreement</source>
        <translation>Sur le reçu et l’accord</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Plus…</translation>
    </message>
    <message>
        <source>Your reference, a note, and what was sold</source>
        <translation>Votre référence, une note et les articles</translation>
    </message>
    <message>
        <source>Your reference</source>
        <translation>Votre référence</translation>
    </message>
    <message>
        <source>Note, for staff</source>
        <translation>Note, pour l’équipe</translation>
    </message>
    <message>
        <source>What was sold, one in each line, its price last</source>
        <translation>Articles vendus, un par ligne, le prix à la fin</translation>
    </message>
</context>
<context>
    <name>PlanScreen</name>
    <message>
        <source>Deposit or instalments</source>
        <translation>Acompte ou échéances</translation>
    </message>
    <message>
        <source>On paper instead…</source>
        <translation>Plutôt sur papier…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Continue to card</source>
        <translation>Continuer vers la carte</translation>
    </message>
    <message>
        <source>Hand over to the customer</source>
        <translation>Passer au client</translation>
    </message>
    <message>
        <source>Only the customer can agree to what is charged&#xa0;later.</source>
        <translation>Seul le client peut accepter ce qui est débité plus&#xa0;tard.</translation>
    </message>
    <message>
        <source>Nothing is paid now: the customer agrees and has the card saved.</source>
        <translation>Rien n’est payé maintenant&#xa0;: le client accepte et fait enregistrer sa carte.</translation>
    </message>
    <message>
        <source>Type the total: the days and amounts appear here.</source>
        <translation>Saisissez le total&#xa0;: les jours et les montants apparaissent ici.</translation>
    </message>
    <message>
        <source>Correct what is marked: the days and amounts appear here.</source>
        <translation>Corrigez ce qui est signalé&#xa0;: les dates et les montants s’affichent ici.</translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message>
        <source>TRAINING</source>
        <translation>FORMATION</translation>
    </message>
    <message>
        <source>TEST</source>
        <translation>TEST</translation>
    </message>
    <message>
        <source>TEST – made with Stripe’s test keys, no real money moved</source>
        <translation>TEST – fait avec les clés de test Stripe, aucun argent réel n’a bougé</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>What is paid when</source>
        <translation>Ce qui est payé, et quand</translation>
    </message>
    <message numerus="yes">
        <source>and %n more of the same</source>
        <translation>
            <numerusform>et %n autre identique</numerusform>
            <numerusform>et %n autres identiques</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrinterSection</name>
    <message>
        <source>The printer was saved.</source>
        <translation>L’imprimante est enregistrée.</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Imprimante de reçus</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>Aucune imprimante</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>USB</source>
        <translation>USB</translation>
    </message>
    <message>
        <source>Device file</source>
        <translation>Fichier de périphérique</translation>
    </message>
    <message>
        <source>Width of the paper</source>
        <translation>Largeur du papier</translation>
    </message>
    <message>
        <source>{width} mm</source>
        <translation>{width} mm</translation>
    </message>
    <message>
        <source>Print a receipt after each payment without being asked</source>
        <translation>Imprimer un reçu après chaque paiement sans le demander</translation>
    </message>
    <message>
        <source>Save the printer</source>
        <translation>Enregistrer l’imprimante</translation>
    </message>
    <message>
        <source>Print a test page</source>
        <translation>Imprimer une page d’essai</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>For example 192.168.1.20</source>
        <translation>Par exemple 192.168.1.20</translation>
    </message>
    <message>
        <source>Maker and model</source>
        <translation>Fabricant et modèle</translation>
    </message>
    <message>
        <source>For example 04b8:0e15</source>
        <translation>Par exemple 04b8:0e15</translation>
    </message>
    <message>
        <source>Path of the device</source>
        <translation>Chemin du périphérique</translation>
    </message>
    <message>
        <source>For example /dev/usb/lp0</source>
        <translation>Par exemple /dev/usb/lp0</translation>
    </message>
    <message>
        <source>The test page was printed.</source>
        <translation>La page d’essai est imprimée.</translation>
    </message>
    <message>
        <source>The test page was sent. This printer doesn’t tell how it is: look at it.</source>
        <translation>La page d’essai est envoyée. Cette imprimante ne dit pas son état&#xa0;: regardez-la.</translation>
    </message>
</context>
<context>
    <name>PromisesSection</name>
    <message>
        <source>For new agreements, beside the right to end one at any time. What customers have agreed to stays as it is.</source>
        <translation>Pour les nouveaux accords, en plus du droit d’y mettre fin à tout moment. Ce que les clients ont accepté reste tel quel.</translation>
    </message>
    <message>
        <source>Days before a charge to call it off</source>
        <translation>Jours avant un débit pour l’annuler</translation>
    </message>
    <message>
        <source>0: in time until the charge is made.</source>
        <translation>0&#xa0;: à temps jusqu’au débit.</translation>
    </message>
    <message>
        <source>What was paid in advance, when it is called off in time</source>
        <translation>Ce qui a été payé d’avance, en cas d’annulation à temps</translation>
    </message>
    <message>
        <source>Is given back</source>
        <translation>Est rendu</translation>
    </message>
    <message>
        <source>Is kept by the shop</source>
        <translation>Reste acquis au magasin</translation>
    </message>
    <message>
        <source>Unless the law says otherwise</source>
        <translation>Sauf si la loi en dispose autrement</translation>
    </message>
    <message>
        <source>Days within which money is sent back</source>
        <translation>Jours pour renvoyer l’argent dû</translation>
    </message>
    <message>
        <source>Promise this from now on</source>
        <translation>Promettre cela désormais</translation>
    </message>
    <message>
        <source>Type a whole number of days from {least} to {most}.</source>
        <translation>Saisissez un nombre entier de jours, de {least} à {most}.</translation>
    </message>
</context>
<context>
    <name>ReasonChoice</name>
    <message>
        <source>Why it is called off</source>
        <translation>Motif de l’annulation</translation>
    </message>
    <message>
        <source>In a few words, for staff</source>
        <translation>En quelques mots, pour l’équipe</translation>
    </message>
</context>
<context>
    <name>ReasonWords</name>
    <message>
        <source>The customer wants it back</source>
        <translation>Le client le demande</translation>
    </message>
    <message>
        <source>Charged twice by mistake</source>
        <translation>Débité deux fois par erreur</translation>
    </message>
    <message>
        <source>The payment was a fraud</source>
        <translation>Le paiement était une fraude</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Un autre motif</translation>
    </message>
    <message>
        <source>Stripe then blocks this card and e-mail address for the whole shop.</source>
        <translation>Stripe bloque alors cette carte et cette adresse e-mail pour tout le magasin.</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Receipt (copy)</source>
        <translation>Reçu (duplicata)</translation>
    </message>
    <message>
        <source>Refund receipt</source>
        <translation>Reçu de remboursement</translation>
    </message>
    <message>
        <source>Refund receipt (copy)</source>
        <translation>Reçu de remboursement (copie)</translation>
    </message>
    <message>
        <source>Reserved, not taken</source>
        <translation>Réservé, non débité</translation>
    </message>
    <message>
        <source>Paid by card</source>
        <translation>Payé par carte</translation>
    </message>
    <message>
        <source>Deposit paid by card</source>
        <translation>Acompte payé par carte</translation>
    </message>
    <message>
        <source>Balance paid by card</source>
        <translation>Solde payé par carte</translation>
    </message>
    <message>
        <source>Instalment paid by card</source>
        <translation>Échéance payée par carte</translation>
    </message>
    <message>
        <source>Reserved on the card</source>
        <translation>Réservé sur la carte</translation>
    </message>
    <message>
        <source>Given back to the card</source>
        <translation>Remboursé sur la carte</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Card saved</source>
        <translation>Carte enregistrée</translation>
    </message>
    <message>
        <source>Yes, shown next time</source>
        <translation>Oui, proposée la prochaine fois</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Caisse</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Jusqu’au</translation>
    </message>
    <message>
        <source>Of receipt</source>
        <translation>Pour le reçu</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Remboursement</translation>
    </message>
    <message>
        <source>No money was taken. The bank keeps the amount aside until it is taken in whole or in part, or released; what is taken gets a receipt.</source>
        <translation>Aucune somme n’a été débitée. La banque met le montant de côté jusqu’à ce qu’il soit débité en tout ou partie, ou libéré&#xa0;; ce qui est débité donne un reçu.</translation>
    </message>
    <message>
        <source>The money goes back to the card it was paid with. Banks show it within 5 to 10 working days.</source>
        <translation>L’argent revient sur la carte qui a servi à payer. Les banques l’affichent sous 5 à 10 jours ouvrés.</translation>
    </message>
    <message>
        <source>Payment reference</source>
        <translation>Référence du paiement</translation>
    </message>
    <message>
        <source>Thank you and goodbye.</source>
        <translation>Merci et au revoir.</translation>
    </message>
    <message>
        <source>TRAINING – no money was taken</source>
        <translation>FORMATION – aucun argent n’a été encaissé</translation>
    </message>
    <message>
        <source>Total of the sale</source>
        <translation>Total de la vente</translation>
    </message>
    <message>
        <source>Paid before</source>
        <translation>Déjà payé</translation>
    </message>
    <message>
        <source>Deposit paid before</source>
        <translation>Acompte déjà payé</translation>
    </message>
    <message>
        <source>Balance paid before</source>
        <translation>Solde déjà payé</translation>
    </message>
    <message>
        <source>Instalment paid before</source>
        <translation>Échéance déjà payée</translation>
    </message>
    <message>
        <source>Left to pay</source>
        <translation>Reste à payer</translation>
    </message>
    <message>
        <source>On {day}</source>
        <translation>Le {day}</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Tout de suite</translation>
    </message>
    <message>
        <source>This sale is paid in full.</source>
        <translation>Cette vente est entièrement payée.</translation>
    </message>
    <message>
        <source>The rest is charged to your card under agreement {number}.</source>
        <translation>Le reste est débité de votre carte selon l’accord {number}.</translation>
    </message>
    <message>
        <source>You may call it off until each charge is made</source>
        <translation>Vous pouvez y renoncer tant qu’un débit n’est pas fait</translation>
    </message>
    <message>
        <source>You may call it off until {days} days before a charge</source>
        <translation>Vous pouvez y renoncer jusqu’à {days} jours avant un débit</translation>
    </message>
    <message>
        <source>; what was paid in advance is then given back within {days} days.</source>
        <translation>&#xa0;; ce qui a été payé d’avance est alors remboursé sous {days} jours.</translation>
    </message>
    <message>
        <source>; what was paid in advance is then kept, unless the law says otherwise.</source>
        <translation>&#xa0;; ce qui a été payé d’avance est alors gardé, sauf si la loi en décide autrement.</translation>
    </message>
    <message>
        <source>Test page</source>
        <translation>Page d’essai</translation>
    </message>
    <message>
        <source>Amounts</source>
        <translation>Montants</translation>
    </message>
    <message>
        <source>Accents</source>
        <translation>Accents</translation>
    </message>
    <message>
        <source>If every accent, the euro sign and both edges are right, this printer is set up. This is not a receipt.</source>
        <translation>Si chaque accent, le signe euro et les deux bords sont justes, cette imprimante est réglée. Ceci n’est pas un reçu.</translation>
    </message>
</context>
<context>
    <name>ReceiptSheet</name>
    <message>
        <source>Print</source>
        <translation>Imprimer</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Enregistrer en PDF…</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Adresse e-mail</translation>
    </message>
    <message>
        <source>Send by e-mail</source>
        <translation>Envoyer par e-mail</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Not handed out. No money moved: what was paid stands</source>
        <translation>Reçu non remis. Aucun argent n’a bougé&#xa0;: ce qui est payé reste payé</translation>
    </message>
    <message>
        <source>Training: the address is noted on the payment, no e-mail is sent.</source>
        <translation>Formation&#xa0;: l’adresse est notée sur le paiement, aucun e-mail n’est envoyé.</translation>
    </message>
    <message>
        <source>Stripe sends it. No money moves.</source>
        <translation>Stripe l’envoie. Aucun argent ne bouge.</translation>
    </message>
    <message>
        <source>The receipt was printed.</source>
        <translation>Le reçu est imprimé.</translation>
    </message>
    <message>
        <source>The receipt was sent. This printer doesn’t tell how it is: look whether it came out.</source>
        <translation>Le reçu est envoyé. Cette imprimante ne dit pas son état&#xa0;: regardez s’il est sorti.</translation>
    </message>
    <message>
        <source>Noted for {address}. In training no e-mail is sent.</source>
        <translation>Noté pour {address}. En formation, aucun e-mail n’est envoyé.</translation>
    </message>
    <message>
        <source>Stripe sends the receipt to {address}.</source>
        <translation>Stripe envoie le reçu à {address}.</translation>
    </message>
    <message>
        <source>Test keys: Stripe notes the address and sends no e-mail by itself.</source>
        <translation>Clés de test&#xa0;: Stripe note l’adresse et n’envoie pas d’e-mail de lui-même.</translation>
    </message>
    <message>
        <source>Noted for {address}. With test keys Stripe sends no e-mail by itself.</source>
        <translation>Noté pour {address}. Avec des clés de test, Stripe n’envoie pas d’e-mail de lui-même.</translation>
    </message>
</context>
<context>
    <name>RedactionSpeaker</name>
    <message>
        <source>Stripe keeps their payments readable: it redacts none of customers who are accounts.</source>
        <translation>Leurs paiements restent lisibles chez Stripe, qui ne rend pas illisibles ceux des clients qui sont des comptes.</translation>
    </message>
    <message>
        <source>Stripe can redact their payments as well: nobody reads there who paid any more, they can’t be refunded, and a dispute of one is lost.</source>
        <translation>Stripe peut aussi rendre ses paiements illisibles&#xa0;: on n’y voit plus qui a payé, ils ne peuvent plus être remboursés, et un litige sur l’un d’eux est perdu.</translation>
    </message>
    <message>
        <source>It does so from {date} on, 90 days after the newest.</source>
        <translation>Il le fait à partir du {date}, 90&#xa0;jours après le dernier.</translation>
    </message>
    <message>
        <source>For now the till can’t ask for it: {why}. Once they are deleted it may be too late.</source>
        <translation>Pour l’instant la caisse ne peut pas le demander&#xa0;: {why}. Une fois le client supprimé, il sera peut-être trop tard.</translation>
    </message>
    <message>
        <source>Give the key the permission first, then erase.</source>
        <translation>Donnez d’abord ce droit à la clé, puis effacez.</translation>
    </message>
    <message>
        <source>Their payments couldn’t be redacted: Settings, Erased customers, says what is left to do.</source>
        <translation>Ses paiements n’ont pas pu être rendus illisibles&#xa0;: Réglages, Clients effacés, dit ce qui reste à faire.</translation>
    </message>
    <message>
        <source>Stripe redacts their payments once it may: Settings, Erased customers, says how far it is.</source>
        <translation>Stripe rendra ses paiements illisibles dès que possible&#xa0;: Réglages, Clients effacés, dit où cela en est.</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>À la main</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Being redacted</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Stripe looks</source>
        <translation>Stripe vérifie</translation>
    </message>
    <message>
        <source>The till asks Stripe again on {date}.</source>
        <translation>La caisse redemande à Stripe le {date}.</translation>
    </message>
    <message>
        <source>To do it by hand, ask Stripe to redact {id} (docs.stripe.com/privacy/redaction).</source>
        <translation>Pour le faire à la main, demandez à Stripe de rendre illisible {id} (docs.stripe.com/privacy/redaction).</translation>
    </message>
    <message>
        <source>Stripe redacts; that can take days. Nothing else to do.</source>
        <translation>Stripe s’en occupe&#xa0;; cela peut prendre des jours. Rien d’autre à faire.</translation>
    </message>
    <message>
        <source>Stripe looks whether it can redact the payments. Nothing else to do.</source>
        <translation>Stripe vérifie s’il peut rendre les paiements illisibles. Rien d’autre à faire.</translation>
    </message>
    <message>
        <source>its key lacks the permission for redaction jobs</source>
        <translation>sa clé n’a pas le droit «&#xa0;Redaction Jobs&#xa0;»</translation>
    </message>
    <message>
        <source>the Stripe account has no redaction jobs</source>
        <translation>le compte Stripe n’a pas de «&#xa0;redaction jobs&#xa0;»</translation>
    </message>
    <message>
        <source>Stripe redacts payments once they are 90 days old.</source>
        <translation>Stripe ne rend les paiements illisibles qu’après 90&#xa0;jours.</translation>
    </message>
    <message>
        <source>A payment was begun and neither paid nor cancelled: cancel it in Stripe’s Dashboard.</source>
        <translation>Un paiement a été commencé, ni payé ni annulé&#xa0;: annulez-le dans le Dashboard de Stripe.</translation>
    </message>
    <message>
        <source>A payment is disputed: that must be decided first.</source>
        <translation>Un paiement est contesté&#xa0;: le litige doit d’abord être tranché.</translation>
    </message>
    <message>
        <source>A card of theirs is still kept at Stripe: remove it in the Dashboard.</source>
        <translation>Une de ses cartes est encore gardée chez Stripe&#xa0;: retirez-la dans le Dashboard.</translation>
    </message>
    <message>
        <source>Another redaction job has them, maybe with others: see Stripe’s Dashboard. The till doesn’t run it.</source>
        <translation>Une autre demande (redaction job) le concerne, peut-être avec d’autres clients&#xa0;: voyez le Dashboard de Stripe. La caisse ne la lance pas.</translation>
    </message>
    <message>
        <source>Something is in the way, or Stripe refused to tell: its Dashboard says more, with the job.</source>
        <translation>Quelque chose s’y oppose, ou Stripe a refusé de répondre&#xa0;: son Dashboard en dit plus, avec la demande.</translation>
    </message>
    <message>
        <source>An amount is held on a card: take it or let it go.</source>
        <translation>Un montant est bloqué sur une carte&#xa0;: encaissez-le ou libérez-le.</translation>
    </message>
    <message>
        <source>A refund isn’t finished yet: wait until it is.</source>
        <translation>Un remboursement n’est pas terminé&#xa0;: attendez qu’il le soit.</translation>
    </message>
    <message>
        <source>Something of theirs isn’t over: a payment, a sale, or what the till still asks Stripe.</source>
        <translation>Quelque chose n’est pas terminé pour ce client&#xa0;: un paiement, une vente, ou ce que la caisse demande encore à Stripe.</translation>
    </message>
    <message>
        <source>The till’s key lacks a permission: for redaction jobs, or to read payments and disputes. Give it, and the till tries again each day; Stripe may not take a customer who is deleted.</source>
        <translation>Il manque un droit à la clé de la caisse&#xa0;: «&#xa0;Redaction Jobs&#xa0;», ou la lecture des paiements et des litiges. Donnez-le&#xa0;; la caisse réessaie chaque jour, mais Stripe n’acceptera peut-être pas un client supprimé.</translation>
    </message>
    <message>
        <source>The Stripe account has no redaction jobs; they are a preview. The till tries again each day; Stripe may not take a customer who is deleted.</source>
        <translation>Le compte Stripe n’a pas de «&#xa0;redaction jobs&#xa0;», encore en préversion. La caisse réessaie chaque jour, mais Stripe n’acceptera peut-être pas un client supprimé.</translation>
    </message>
    <message>
        <source>Somebody cancelled the redaction job, so nothing was redacted.</source>
        <translation>Quelqu’un a annulé la demande (redaction job)&#xa0;: rien n’a été rendu illisible.</translation>
    </message>
    <message>
        <source>Stripe didn’t take this customer for a redaction job.</source>
        <translation>Stripe n’a pas accepté ce client pour une demande (redaction job).</translation>
    </message>
    <message>
        <source>Stripe redacts no customers who are accounts.</source>
        <translation>Stripe ne rend pas illisibles les clients qui sont des comptes.</translation>
    </message>
    <message>
        <source>Stripe didn’t answer.</source>
        <translation>Stripe n’a pas répondu.</translation>
    </message>
</context>
<context>
    <name>Reference</name>
    <message>
        <source>For Stripe’s support: {ids}</source>
        <translation>Pour l’assistance de Stripe&#xa0;: {ids}</translation>
    </message>
</context>
<context>
    <name>RenewHoldScreen</name>
    <message>
        <source>Waiting for Stripe’s answer…</source>
        <translation>En attente de la réponse de Stripe…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Hold {amount} again on {card}?</source>
        <translation>Bloquer de nouveau {amount} sur {card}&#xa0;?</translation>
    </message>
    <message>
        <source>The customer is here</source>
        <translation>Le client est là</translation>
    </message>
    <message>
        <source>By the agreement</source>
        <translation>D’après l’accord</translation>
    </message>
    <message>
        <source>The customer agreed to it and need not be here. It is checked again.</source>
        <translation>Le client l’a accepté et n’a pas besoin d’être là. L’accord est vérifié de nouveau.</translation>
    </message>
    <message>
        <source>Hold again by the agreement</source>
        <translation>Bloquer d’après l’accord</translation>
    </message>
    <message>
        <source>Ask the customer first</source>
        <translation>Demandez d’abord au client</translation>
    </message>
    <message>
        <source>No agreement allows this hold. The customer must be here and say yes to it.</source>
        <translation>Aucun accord ne permet ce blocage. Le client doit être là et l’accepter.</translation>
    </message>
    <message>
        <source>The customer agrees: hold again</source>
        <translation>Le client accepte&#xa0;: bloquer</translation>
    </message>
    <message>
        <source>The amount is only reserved, not taken, and the time until it must be taken begins anew.</source>
        <translation>Le montant est seulement réservé, pas encaissé, et le délai pour l’encaisser repart de zéro.</translation>
    </message>
    <message>
        <source>The old hold is ended first, so that there are never two. If the bank then refuses the new one, nothing is reserved any more.</source>
        <translation>L’ancien blocage est d’abord levé, pour qu’il n’y en ait jamais deux. Si la banque refuse ensuite le nouveau, rien n’est plus réservé.</translation>
    </message>
    <message>
        <source>the card</source>
        <translation>la carte</translation>
    </message>
    <message>
        <source>{card} of {name}</source>
        <translation>{card} de {name}</translation>
    </message>
    <message>
        <source>Nothing new is held</source>
        <translation>Rien de nouveau n’est bloqué</translation>
    </message>
</context>
<context>
    <name>ReportForSupport</name>
    <message>
        <source>Save a report for support…</source>
        <translation>Rapport pour l’assistance…</translation>
    </message>
    <message>
        <source>Versions, how this computer and the till’s files are, and what went wrong lately. It holds no key and no card, and names no customer.</source>
        <translation>Versions, état de cet ordinateur et des fichiers de la caisse, incidents récents. Il ne contient ni clé ni carte, et ne nomme aucun client.</translation>
    </message>
    <message>
        <source>Save a report for support</source>
        <translation>Enregistrer un rapport pour l’assistance</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>Fichiers ZIP (*.zip)</translation>
    </message>
    <message>
        <source>till-report.zip</source>
        <translation>rapport-caisse.zip</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Enregistré : {file}</translation>
    </message>
</context>
<context>
    <name>ReportSpeaker</name>
    <message>
        <source>Z report no. {number}</source>
        <translation>Rapport Z n° {number}</translation>
    </message>
    <message>
        <source>X report of shift {number}</source>
        <translation>Rapport X du service {number}</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Ventes</translation>
    </message>
    <message>
        <source>Deposits</source>
        <translation>Acomptes</translation>
    </message>
    <message>
        <source>Balances</source>
        <translation>Soldes</translation>
    </message>
    <message>
        <source>Instalments</source>
        <translation>Échéances</translation>
    </message>
    <message>
        <source>Paid by link</source>
        <translation>Payé par lien</translation>
    </message>
    <message>
        <source>Taken from held amounts</source>
        <translation>Pris sur des montants réservés</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Remboursé</translation>
    </message>
    <message>
        <source>Refunds that came back</source>
        <translation>Remboursements revenus</translation>
    </message>
    <message>
        <source>Deposits applied: the sale is done</source>
        <translation>Acomptes utilisés : la vente est terminée</translation>
    </message>
    <message>
        <source>Deposits kept: the sale was called off</source>
        <translation>Acomptes conservés : la vente est annulée</translation>
    </message>
    <message>
        <source>Amounts held</source>
        <translation>Montants réservés</translation>
    </message>
    <message>
        <source>Held amounts let go</source>
        <translation>Réservations levées</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Refusés</translation>
    </message>
    <message>
        <source>Charge whose outcome is not known</source>
        <translation>Paiement dont l’issue n’est pas connue</translation>
    </message>
    <message>
        <source>Refund whose outcome is not known</source>
        <translation>Remboursement dont l’issue n’est pas connue</translation>
    </message>
    <message>
        <source>Held amount: not known whether it was taken</source>
        <translation>Montant réservé : on ne sait pas s’il a été pris</translation>
    </message>
    <message>
        <source>Held amount: not known whether it was let go</source>
        <translation>Montant réservé : on ne sait pas s’il a été libéré</translation>
    </message>
    <message>
        <source>Card form that is still open</source>
        <translation>Formulaire de carte encore ouvert</translation>
    </message>
    <message>
        <source>Link that is not paid yet</source>
        <translation>Lien pas encore payé</translation>
    </message>
    <message>
        <source>Nothing to do: once paid, it is in the shift of that moment.</source>
        <translation>Rien à faire : une fois payé, il figure dans le service de ce moment-là.</translation>
    </message>
    <message>
        <source>Finish it or close it on its screen; paid later, it is in that shift.</source>
        <translation>Terminez-le ou fermez-le sur son écran ; payé plus tard, il figure dans ce service-là.</translation>
    </message>
    <message>
        <source>Don’t do it a second time. Press “to check” in the till’s bottom line; the answer is in the shift in which it is known.</source>
        <translation>Ne recommencez pas. Touchez «&#xa0;à vérifier&#xa0;» sur la ligne du bas de la caisse&#xa0;; la réponse figure dans le service où elle est connue.</translation>
    </message>
    <message>
        <source>begun before this shift, known in it</source>
        <translation>commencé avant ce service, connu pendant</translation>
    </message>
    <message>
        <source>Opened: {when}</source>
        <translation>Ouvert : {when}</translation>
    </message>
    <message>
        <source>closed: {when}</source>
        <translation>fermé : {when}</translation>
    </message>
    <message>
        <source>read: {when}</source>
        <translation>lu : {when}</translation>
    </message>
</context>
<context>
    <name>ReportStep</name>
    <message>
        <source>What these keys may do</source>
        <translation>Ce que ces clés permettent</translation>
    </message>
    <message>
        <source>Stripe’s answer didn’t tell; it shows when it is first needed.</source>
        <translation>La réponse de Stripe ne l’a pas dit&#xa0;; cela se verra au premier besoin.</translation>
    </message>
    <message>
        <source>The set-up isn’t finished</source>
        <translation>La configuration n’est pas terminée</translation>
    </message>
    <message>
        <source>With these keys the till can’t take payments</source>
        <translation>Avec ces clés, la caisse ne peut rien encaisser</translation>
    </message>
    <message>
        <source>The till can take payments</source>
        <translation>La caisse peut encaisser</translation>
    </message>
    <message>
        <source>These keys may do all that the till does</source>
        <translation>Ces clés permettent tout ce que fait la caisse</translation>
    </message>
    <message>
        <source>What is listed first will not work until you allow it in the Stripe Dashboard.</source>
        <translation>Ce qui figure en premier ne marchera pas tant que vous ne l’aurez pas accordé dans le Dashboard Stripe.</translation>
    </message>
    <message>
        <source>Whether both keys are of one account can’t be told yet, as it has no payment: take care that they are.</source>
        <translation>Impossible encore de savoir si les deux clés sont du même compte, car il n’a aucun paiement&#xa0;: assurez-vous-en.</translation>
    </message>
</context>
<context>
    <name>RestoredNotice</name>
    <message>
        <source>Damaged file: restored from the copy of {date}</source>
        <translation>Fichier abîmé : restauré depuis la copie du {date}</translation>
    </message>
    <message>
        <source>What was paid since is being looked up at Stripe; until then nothing can be charged. No money moved. Please wait.</source>
        <translation>Ce qui a été payé depuis est recherché chez Stripe&#xa0;; d’ici là, rien ne peut être débité. Aucun argent n’a bougé. Patientez.</translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) or refund(s) made since were found at Stripe and written down again. No money moved: you can go on.</source>
        <translation>
            <numerusform>%n paiement ou remboursement fait depuis a été retrouvé chez Stripe et réenregistré. Aucun argent n’a bougé&#xa0;: vous pouvez continuer.</numerusform>
            <numerusform>%n paiements ou remboursements faits depuis ont été retrouvés chez Stripe et réenregistrés. Aucun argent n’a bougé&#xa0;: vous pouvez continuer.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was missing at Stripe. No money moved: you can go on.</source>
        <translation>Rien ne manquait chez Stripe. Aucun argent n’a bougé&#xa0;: vous pouvez continuer.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>ResultActions</name>
    <message>
        <source>Leave it blocked</source>
        <translation>Laisser bloqué</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Show the payment</source>
        <translation>Voir le paiement</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Asking Stripe…</source>
        <translation>Vérification auprès de Stripe…</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Vérifier maintenant</translation>
    </message>
</context>
<context>
    <name>ResultScreen</name>
    <message>
        <source>There is still no answer. Check again in a moment: the till also checks by itself.</source>
        <translation>Toujours pas de réponse. Vérifiez de nouveau dans un instant&#xa0;: la caisse vérifie aussi d’elle-même.</translation>
    </message>
</context>
<context>
    <name>ReturnedNotice</name>
    <message>
        <source>A refund of {amount} came back</source>
        <translation>Un remboursement de {amount} est revenu</translation>
    </message>
    <message numerus="yes">
        <source>%n more came back.</source>
        <translation>
            <numerusform>%n autre est revenu.</numerusform>
            <numerusform>%n autres sont revenus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the payment</source>
        <translation>Voir le paiement</translation>
    </message>
</context>
<context>
    <name>RightsSection</name>
    <message>
        <source>Rights</source>
        <translation>Droits</translation>
    </message>
    <message>
        <source>Limit of a {role}</source>
        <translation>Limite&#xa0;: {role}</translation>
    </message>
    <message>
        <source>The limit of one charge, in {currency}</source>
        <translation>La limite d’un débit, en {currency}</translation>
    </message>
    <message>
        <source>Save the rights</source>
        <translation>Enregistrer les droits</translation>
    </message>
    <message>
        <source>An owner may do everything. What is not ticked, somebody who may approves.</source>
        <translation>Un propriétaire a tous les droits. Ce qui n’est pas coché demande l’accord d’une personne qui le peut.</translation>
    </message>
    <message>
        <source>Only an owner changes this.</source>
        <translation>Seul un propriétaire modifie cela.</translation>
    </message>
    <message>
        <source>These rights count from now on.</source>
        <translation>Ces droits comptent dès maintenant.</translation>
    </message>
</context>
<context>
    <name>Routes</name>
    <message>
        <source>Finish what is on the screen first, then open what is due.</source>
        <translation>Terminez d’abord ce qui est à l’écran, puis ouvrez ce qui est dû.</translation>
    </message>
    <message>
        <source>Finish what is on the screen first, then open the shift.</source>
        <translation>Terminez d’abord ce qui est à l’écran, puis ouvrez le service.</translation>
    </message>
    <message>
        <source>Scanned, but not used: finish what is open first, then scan again.</source>
        <translation>Code lu mais non utilisé : terminez d’abord ce qui est ouvert, puis scannez de nouveau.</translation>
    </message>
    <message>
        <source>Card refused. Nothing was charged. {advice}</source>
        <translation>Carte refusée. Rien n’a été débité. {advice}</translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>E-mail or phone</source>
        <translation>E-mail ou téléphone</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Ce qui se passe</translation>
    </message>
</context>
<context>
    <name>RunStep</name>
    <message>
        <source>Customers</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Stop for good…</source>
        <translation>Abandonner…</translation>
    </message>
    <message>
        <source>Save rows to correct…</source>
        <translation>Enregistrer à corriger…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Rows settled</source>
        <translation>Lignes réglées</translation>
    </message>
    <message>
        <source>Import finished</source>
        <translation>Importation terminée</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Importation en cours…</translation>
    </message>
    <message>
        <source>Import paused</source>
        <translation>Importation suspendue</translation>
    </message>
    <message>
        <source>created</source>
        <translation>créés</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>complétés</translation>
    </message>
    <message>
        <source>left as they are</source>
        <translation>laissés tels quels</translation>
    </message>
    <message>
        <source>not imported</source>
        <translation>non importées</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln row(s)</source>
        <translation>
            <numerusform>{done} sur %Ln ligne</numerusform>
            <numerusform>{done} sur %Ln lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>The import stopped</source>
        <translation>L’importation s’est arrêtée</translation>
    </message>
    <message>
        <source>Waiting for Stripe</source>
        <translation>En attente de Stripe</translation>
    </message>
    <message>
        <source>You can go on working</source>
        <translation>Vous pouvez continuer à travailler</translation>
    </message>
    <message>
        <source>The import goes on while you serve customers, and can be continued after the till was closed. Sales come first.</source>
        <translation>L’importation continue pendant que vous servez les clients, et peut reprendre après la fermeture de la caisse. Les ventes passent d’abord.</translation>
    </message>
    <message>
        <source>Nothing is being sent</source>
        <translation>Rien n’est envoyé en ce moment</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) could not be imported</source>
        <translation>
            <numerusform>%n ligne n’a pas pu être importée</numerusform>
            <numerusform>%n lignes n’ont pas pu être importées</numerusform>
        </translation>
    </message>
    <message>
        <source>All others are done. Save these rows as a file: it says why beside each. Correct it and import it again; nobody is created twice.</source>
        <translation>Toutes les autres sont faites. Enregistrez ces lignes dans un fichier : la raison figure à côté de chacune. Corrigez-le et importez-le à nouveau ; personne n’est créé deux fois.</translation>
    </message>
    <message>
        <source>Every row is done</source>
        <translation>Toutes les lignes sont faites</translation>
    </message>
    <message>
        <source>Nothing is left to correct.</source>
        <translation>Il ne reste rien à corriger.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) wait. “Continue” goes on where it stopped, today or later; nobody is created twice.</source>
        <translation>
            <numerusform>%n ligne attend. « Continuer » reprend là où cela s’est arrêté, aujourd’hui ou plus tard ; personne n’est créé deux fois.</numerusform>
            <numerusform>%n lignes attendent. « Continuer » reprend là où cela s’est arrêté, aujourd’hui ou plus tard ; personne n’est créé deux fois.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stripe has too much to do just now. It goes on by itself.</source>
        <translation>Stripe a trop à faire en ce moment. L’importation reprendra d’elle-même.</translation>
    </message>
    <message>
        <source>Stripe does not answer clearly. What is on its way is looked up before it is sent again, so nobody is created twice. It goes on by itself.</source>
        <translation>Stripe ne répond pas clairement. Ce qui est en route est recherché avant d’être renvoyé : personne n’est créé deux fois. L’importation reprendra d’elle-même.</translation>
    </message>
    <message>
        <source>Stripe does not let the till’s key create customers. What was created stays. Ask whoever manages the Stripe account, then press “Continue”.</source>
        <translation>Stripe ne permet pas à la clé de la caisse de créer des clients. Ceux déjà créés restent. Demandez à la personne qui gère le compte Stripe, puis choisissez « Continuer ».</translation>
    </message>
</context>
<context>
    <name>SaleList</name>
    <message>
        <source>Open sales</source>
        <translation>Ventes en cours</translation>
    </message>
    <message>
        <source>They can’t be shown.</source>
        <translation>Elles ne peuvent pas être affichées.</translation>
    </message>
</context>
<context>
    <name>SaleRow</name>
    <message>
        <source>{amount} paid of {total}</source>
        <translation>{amount} payés sur {total}</translation>
    </message>
    <message>
        <source>Opens the sale</source>
        <translation>Ouvre la vente</translation>
    </message>
</context>
<context>
    <name>SaleScreen</name>
    <message>
        <source>What is paid when</source>
        <translation>Ce qui est payé, et quand</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Call off the sale…</source>
        <translation>Annuler la vente…</translation>
    </message>
    <message>
        <source>Open what is owed next</source>
        <translation>Ouvrir la prochaine échéance</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Donné</translation>
    </message>
    <message>
        <source>None yet: nothing is charged</source>
        <translation>Pas encore&#xa0;: rien n’est débité</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Paid so far</source>
        <translation>Payé jusqu’ici</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Rendu</translation>
    </message>
    <message>
        <source>Kept by the shop</source>
        <translation>Gardé par le magasin</translation>
    </message>
    <message>
        <source>Why it was called off</source>
        <translation>Motif de l’annulation</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Faite le</translation>
    </message>
    <message>
        <source>Agreement to charge later</source>
        <translation>Accord pour débiter plus tard</translation>
    </message>
    <message>
        <source>Note, for staff</source>
        <translation>Note, pour l’équipe</translation>
    </message>
    <message>
        <source>What was sold</source>
        <translation>Articles vendus</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
    <message>
        <source>It may have changed at another till</source>
        <translation>Elle a pu changer à une autre caisse</translation>
    </message>
    <message>
        <source>New agreement…</source>
        <translation>Nouvel accord…</translation>
    </message>
    <message>
        <source>For all that is still to come, with nothing paid now.</source>
        <translation>Pour tout ce qui reste à venir, sans rien payer maintenant.</translation>
    </message>
</context>
<context>
    <name>SaleSpeaker</name>
    <message>
        <source>Instalment {number} of {count}</source>
        <translation>Échéance {number} sur {count}</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Le tout</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Paiement</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>Acompte</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Solde</translation>
    </message>
    <message>
        <source>Instalment</source>
        <translation>Échéance</translation>
    </message>
    <message>
        <source>Today, with the customer</source>
        <translation>Aujourd’hui, avec le client</translation>
    </message>
    <message>
        <source>The first is {amount} more, so that all of them add up.</source>
        <translation>La première est plus élevée de {amount}, pour que le compte soit juste.</translation>
    </message>
    <message>
        <source>Called off</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Remboursé</translation>
    </message>
    <message>
        <source>Partly refunded</source>
        <translation>Remboursé en partie</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Payé</translation>
    </message>
    <message>
        <source>Due on {date}</source>
        <translation>Dû le {date}</translation>
    </message>
    <message>
        <source>Overdue since {date}</source>
        <translation>En retard depuis le {date}</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Dû aujourd’hui</translation>
    </message>
    <message>
        <source>All of it paid</source>
        <translation>Entièrement payée</translation>
    </message>
    <message>
        <source>{amount} still owed</source>
        <translation>Reste dû&#xa0;: {amount}</translation>
    </message>
    <message>
        <source>Sale of {date}</source>
        <translation>Vente du {date}</translation>
    </message>
    <message>
        <source>Not known yet: do not charge again</source>
        <translation>Pas encore connu&#xa0;: ne débitez pas de nouveau</translation>
    </message>
</context>
<context>
    <name>SaveReceipt</name>
    <message>
        <source>Save the receipt</source>
        <translation>Enregistrer le reçu</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>Fichiers PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>SavedCardRow</name>
    <message>
        <source>Expired {date}</source>
        <translation>Expirée {date}</translation>
    </message>
    <message>
        <source>Expires {date}</source>
        <translation>Expire {date}</translation>
    </message>
    <message>
        <source>Default card</source>
        <translation>Carte par défaut</translation>
    </message>
    <message>
        <source>Expires within a plan</source>
        <translation>Expire avant la fin d’un accord</translation>
    </message>
    <message>
        <source>Opens the card</source>
        <translation>Ouvre la carte</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Empty the search</source>
        <translation>Vider la recherche</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>Accords</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Cancelling and money back</source>
        <translation>Annulation et remboursement</translation>
    </message>
    <message>
        <source>Your shop and this till</source>
        <translation>Votre magasin et cette caisse</translation>
    </message>
    <message>
        <source>The copy is in {name}. Edit its files, give the folder a name, then add it.</source>
        <translation>La copie est dans {name}. Modifiez ses fichiers, donnez un nom au dossier, puis ajoutez-le.</translation>
    </message>
    <message>
        <source>“{name}” was added; new agreements are made in it.</source>
        <translation>«&#xa0;{name}&#xa0;» est ajouté&#xa0;; les nouveaux accords l’utilisent.</translation>
    </message>
    <message>
        <source>New agreements are made in “{name}” from now on.</source>
        <translation>Les nouveaux accords utilisent désormais «&#xa0;{name}&#xa0;».</translation>
    </message>
    <message>
        <source>New agreements promise this from now on.</source>
        <translation>Les nouveaux accords promettent cela désormais.</translation>
    </message>
</context>
<context>
    <name>SetupScreen</name>
    <message>
        <source>Set up this till</source>
        <translation>Configurer cette caisse</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Open training</source>
        <translation>Ouvrir la formation</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Asking Stripe…</source>
        <translation>Question à Stripe…</translation>
    </message>
    <message>
        <source>Ask Stripe what they may do</source>
        <translation>Demander à Stripe ce qu’elles permettent</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Vérifier encore</translation>
    </message>
    <message>
        <source>Keep the keys and open the till</source>
        <translation>Garder les clés et ouvrir la caisse</translation>
    </message>
    <message>
        <source>Choose training</source>
        <translation>Choisir la formation</translation>
    </message>
    <message>
        <source>I am certain: keep the keys</source>
        <translation>J’en suis certain&#xa0;: garder les clés</translation>
    </message>
    <message>
        <source>Keep the keys</source>
        <translation>Garder les clés</translation>
    </message>
</context>
<context>
    <name>ShiftLines</name>
    <message>
        <source>Not known yet</source>
        <translation>Pas encore connu</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Chiffres</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>Ligne par ligne</translation>
    </message>
    <message>
        <source>Closed shifts</source>
        <translation>Services fermés</translation>
    </message>
    <message numerus="yes">
        <source>and %n more: PDF and CSV have all of them</source>
        <translation>
            <numerusform>et %n de plus : le PDF et le CSV les ont toutes</numerusform>
            <numerusform>et %n de plus : le PDF et le CSV les ont toutes</numerusform>
        </translation>
    </message>
    <message>
        <source>No shift was closed yet.</source>
        <translation>Aucun service n’a encore été fermé.</translation>
    </message>
    <message>
        <source>Open a shift when you begin. Payments don’t wait for one: what is taken before is in the next.</source>
        <translation>Ouvrez un service en commençant. Les paiements n’attendent pas : ce qui est encaissé avant figure dans le suivant.</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Encaissé</translation>
    </message>
    <message>
        <source>Taken less given back</source>
        <translation>Encaissé moins remboursé</translation>
    </message>
    <message>
        <source>Owed to customers for open sales</source>
        <translation>Dû aux clients pour les ventes en cours</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Rien</translation>
    </message>
    <message>
        <source>Nothing taken</source>
        <translation>Rien d’encaissé</translation>
    </message>
    <message numerus="yes">
        <source>%n not known then</source>
        <translation>
            <numerusform>%n inconnu à ce moment</numerusform>
            <numerusform>%n inconnus à ce moment</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShiftPaper</name>
    <message>
        <source>TRAINING – practice only, no money moved</source>
        <translation>FORMATION – exercice, aucun argent n’a bougé</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copie</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Encaissé</translation>
    </message>
    <message>
        <source>Taken less given back</source>
        <translation>Encaissé moins remboursé</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Chiffres</translation>
    </message>
    <message>
        <source>Owed to customers for open sales</source>
        <translation>Dû aux clients pour les ventes en cours</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Rien</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Pas encore connu</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>Ligne par ligne</translation>
    </message>
    <message>
        <source>Fingerprint in the ledger (SHA-256)</source>
        <translation>Empreinte dans le registre (SHA-256)</translation>
    </message>
</context>
<context>
    <name>ShiftScreen</name>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Save as a table (CSV)…</source>
        <translation>Enregistrer comme tableau (CSV)…</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Save on paper (PDF)…</source>
        <translation>Enregistrer sur papier (PDF)…</translation>
    </message>
    <message>
        <source>Don’t close</source>
        <translation>Ne pas fermer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Open a shift</source>
        <translation>Ouvrir un service</translation>
    </message>
    <message>
        <source>Close it now</source>
        <translation>Fermer maintenant</translation>
    </message>
    <message>
        <source>Close the shift…</source>
        <translation>Fermer le service…</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>Aucun service n’est ouvert</translation>
    </message>
    <message>
        <source>Shift {number} is open</source>
        <translation>Le service {number} est ouvert</translation>
    </message>
    <message>
        <source>{report} – copy</source>
        <translation>{report} – copie</translation>
    </message>
    <message>
        <source>{amount} taken, refunds taken off</source>
        <translation>{amount} encaissés, remboursements déduits</translation>
    </message>
    <message>
        <source>Nothing taken</source>
        <translation>Rien d’encaissé</translation>
    </message>
    <message>
        <source>The figures below become Z report no. {number} and can’t be changed. No money moves.</source>
        <translation>Les chiffres ci-dessous deviennent le rapport Z n° {number} et ne changeront plus. Aucun argent ne bouge.</translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) not known yet: listed, and counted in the shift in which the outcome is known.</source>
        <translation>
            <numerusform>%n paiement pas encore connu : il est listé, et compté dans le service où son issue sera connue.</numerusform>
            <numerusform>%n paiements pas encore connus : ils sont listés, et comptés dans le service où leur issue sera connue.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close shift {number}?</source>
        <translation>Fermer le service {number} ?</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Enregistrer en CSV</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Fichiers CSV (*.csv)</translation>
    </message>
    <message>
        <source>Shift {number} is closed</source>
        <translation>Le service {number} est fermé</translation>
    </message>
    <message>
        <source>Its report was written down on {when}. Open the next shift when you begin.</source>
        <translation>Son rapport a été enregistré le {when}. Ouvrez le service suivant en commençant.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Enregistré : {file}</translation>
    </message>
</context>
<context>
    <name>ShopStep</name>
    <message>
        <source>Type a name: customers read it on receipts and in agreements.</source>
        <translation>Saisissez un nom&#xa0;: les clients le lisent sur les reçus et dans les accords.</translation>
    </message>
    <message>
        <source>Your shop and this till</source>
        <translation>Votre magasin et cette caisse</translation>
    </message>
    <message>
        <source>The rest is in the settings once the till is open.</source>
        <translation>Le reste est dans les réglages, une fois la caisse ouverte.</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>Nom du magasin</translation>
    </message>
    <message>
        <source>Name of this till</source>
        <translation>Nom de cette caisse</translation>
    </message>
    <message>
        <source>For example Till 1, or Upstairs.</source>
        <translation>Par exemple Caisse 1, ou Étage.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Devise</translation>
    </message>
</context>
<context>
    <name>ShowDispute</name>
    <message>
        <source>It is not known whether the bank has it</source>
        <translation>On ne sait pas si la banque l’a reçu</translation>
    </message>
    <message>
        <source>Ask Stripe again</source>
        <translation>Redemander à Stripe</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>Litige</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Save the pack…</source>
        <translation>Enregistrer le dossier…</translation>
    </message>
    <message>
        <source>Submit to Stripe…</source>
        <translation>Envoyer à Stripe…</translation>
    </message>
    <message>
        <source>There is nothing to show from this till</source>
        <translation>Cette caisse n’a rien à montrer</translation>
    </message>
    <message>
        <source>Answer by</source>
        <translation>Répondre avant</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Depuis</translation>
    </message>
    <message>
        <source>Dispute at Stripe</source>
        <translation>Litige chez Stripe</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Paiement</translation>
    </message>
    <message>
        <source>By the customer themselves</source>
        <translation>Par le client lui-même</translation>
    </message>
    <message>
        <source>Checked before</source>
        <translation>Contrôlés avant</translation>
    </message>
    <message>
        <source>Missing here</source>
        <translation>Manque ici</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Accord</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>This payment</source>
        <translation>Ce paiement</translation>
    </message>
    <message>
        <source>Charges under it</source>
        <translation>Débits à ce titre</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Reçus</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Remboursements</translation>
    </message>
    <message>
        <source>The customer got it on (31/12/2026)</source>
        <translation>Le client l’a reçu le (31/12/2026)</translation>
    </message>
    <message>
        <source>Optional. It is told the bank; leave it empty where nobody knows.</source>
        <translation>Facultatif. La date est communiquée à la banque&#xa0;; laissez vide si personne ne la connaît.</translation>
    </message>
</context>
<context>
    <name>ShowingAgreements</name>
    <message>
        <source>Agreement recorded: {purpose}</source>
        <translation>Accord enregistré&#xa0;: {purpose}</translation>
    </message>
</context>
<context>
    <name>ShowingCards</name>
    <message>
        <source>{card} is no longer saved. No money moved.</source>
        <translation>{card} n’est plus enregistrée. Aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>This is the default card now. No money moved.</source>
        <translation>C’est maintenant la carte par défaut. Aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>The customer sees this card at their next payment.</source>
        <translation>Le client verra cette carte à son prochain paiement.</translation>
    </message>
    <message>
        <source>The customer no longer sees this card at their next payment.</source>
        <translation>Le client ne verra plus cette carte à son prochain paiement.</translation>
    </message>
</context>
<context>
    <name>ShowingDisputes</name>
    <message>
        <source>Where to save the pack</source>
        <translation>Où enregistrer le dossier</translation>
    </message>
    <message>
        <source>{file} to read or print, and the same as JSON beside it. Nothing was sent.</source>
        <translation>{file} à lire ou imprimer, et la même chose en JSON à côté. Rien n’a été envoyé.</translation>
    </message>
    <message>
        <source>The pack is saved</source>
        <translation>Le dossier est enregistré</translation>
    </message>
    <message>
        <source>The bank has the evidence</source>
        <translation>La banque a les preuves</translation>
    </message>
    <message>
        <source>Stripe passes it on. No money moved; the bank decides.</source>
        <translation>Stripe les transmet. L’argent n’a pas bougé ; la banque décide.</translation>
    </message>
</context>
<context>
    <name>ShowingDues</name>
    <message>
        <source>Moved. It was due on {date}; no money moved.</source>
        <translation>Date déplacée. C’était dû le {date}&#xa0;; aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>Changed. It was {amount} before; no money moved.</source>
        <translation>Montant modifié. C’était {amount}&#xa0;; aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>Nothing is owed of it any more.</source>
        <translation>Il n’y a plus rien à payer pour cela.</translation>
    </message>
    <message>
        <source>It was paid by the link before it was closed.</source>
        <translation>Le paiement par lien était fait avant la fermeture.</translation>
    </message>
    <message>
        <source>Pay by link, {amount}: {what}.</source>
        <translation>Paiement par lien, {amount}&#xa0;: {what}.</translation>
    </message>
    <message>
        <source>Not known yet whether it was paid by the link. Don’t charge it again.</source>
        <translation>On ne sait pas encore si le paiement par lien a été fait. Ne débitez pas de nouveau.</translation>
    </message>
    <message>
        <source>The link is closed. Nobody can pay by it any more; no money moved.</source>
        <translation>Le lien est fermé. Plus personne ne peut payer par lui&#xa0;; aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>Pay by link, {name}, {amount}: {what}.</source>
        <translation>Paiement par lien, {name}, {amount} : {what}.</translation>
    </message>
</context>
<context>
    <name>ShowingReports</name>
    <message>
        <source>Saved: {file}</source>
        <translation>Enregistré : {file}</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Sans fiche client</translation>
    </message>
    <message>
        <source>The customer has it on their own screen</source>
        <translation>Le client l’a sur son propre écran</translation>
    </message>
    <message>
        <source>Only the customer ticks and pays</source>
        <translation>Seul le client coche et paie</translation>
    </message>
    <message>
        <source>Nothing is paid now: the card is saved for later.</source>
        <translation>Rien n’est payé maintenant&#xa0;: la carte est enregistrée pour plus tard.</translation>
    </message>
    <message>
        <source>Turn the screen to the customer</source>
        <translation>Tournez l’écran vers le client</translation>
    </message>
    <message>
        <source>Hand over again</source>
        <translation>Confier à nouveau</translation>
    </message>
    <message>
        <source>Cancel payment</source>
        <translation>Annuler le paiement</translation>
    </message>
    <message>
        <source>Don’t save the card</source>
        <translation>Ne pas enregistrer la carte</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Please wait</source>
        <translation>Veuillez patienter</translation>
    </message>
</context>
<context>
    <name>StaffSpeaker</name>
    <message>
        <source>Cashier</source>
        <translation>Caissier</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Propriétaire</translation>
    </message>
    <message>
        <source>Take a payment the customer makes</source>
        <translation>Encaisser un paiement fait par le client</translation>
    </message>
    <message>
        <source>Save a card with an agreement</source>
        <translation>Enregistrer une carte avec un accord</translation>
    </message>
    <message>
        <source>Charge a saved card</source>
        <translation>Débiter une carte enregistrée</translation>
    </message>
    <message>
        <source>Charge more than the limit</source>
        <translation>Débiter plus que la limite</translation>
    </message>
    <message>
        <source>Take a deposit</source>
        <translation>Prendre un acompte</translation>
    </message>
    <message>
        <source>Hold an amount, take it or let it go</source>
        <translation>Bloquer un montant, le prendre ou le libérer</translation>
    </message>
    <message>
        <source>Give money back</source>
        <translation>Rembourser</translation>
    </message>
    <message>
        <source>Keep a deposit when the sale is called off</source>
        <translation>Garder un acompte quand la vente est annulée</translation>
    </message>
    <message>
        <source>Remove a saved card</source>
        <translation>Retirer une carte enregistrée</translation>
    </message>
    <message>
        <source>Move a date, or change an amount that is due</source>
        <translation>Déplacer une échéance ou changer son montant</translation>
    </message>
    <message>
        <source>Collect what is due</source>
        <translation>Encaisser les échéances</translation>
    </message>
    <message>
        <source>Answer a dispute</source>
        <translation>Répondre à un litige</translation>
    </message>
    <message>
        <source>Change the settings</source>
        <translation>Modifier les réglages</translation>
    </message>
    <message>
        <source>Manage people and PINs</source>
        <translation>Gérer l’équipe et les codes</translation>
    </message>
    <message>
        <source>Erase a customer</source>
        <translation>Effacer un client</translation>
    </message>
    <message>
        <source>Export customers into a file</source>
        <translation>Exporter les clients dans un fichier</translation>
    </message>
    <message>
        <source>Read the audit log</source>
        <translation>Lire le journal d’audit</translation>
    </message>
    <message>
        <source>Open and close a shift</source>
        <translation>Ouvrir et fermer un service</translation>
    </message>
    <message>
        <source>See the reports</source>
        <translation>Voir les rapports</translation>
    </message>
    <message>
        <source>{right}: {outcome}</source>
        <translation>{right}&#xa0;: {outcome}</translation>
    </message>
    <message>
        <source>Not allowed: {right}</source>
        <translation>Refusé&#xa0;: {right}</translation>
    </message>
    <message>
        <source>Approved: {right}</source>
        <translation>Accordé&#xa0;: {right}</translation>
    </message>
    <message>
        <source>{person}, approved by {approver}</source>
        <translation>{person}, avec l’accord de {approver}</translation>
    </message>
    <message>
        <source>of no. {number}</source>
        <translation>du nº {number}</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fait</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>refusé</translation>
    </message>
    <message>
        <source>the customer has to confirm</source>
        <translation>le client doit confirmer</translation>
    </message>
    <message>
        <source>nothing was done</source>
        <translation>rien n’a été fait</translation>
    </message>
    <message>
        <source>held</source>
        <translation>bloqué</translation>
    </message>
    <message>
        <source>card saved</source>
        <translation>carte enregistrée</translation>
    </message>
    <message>
        <source>not known then</source>
        <translation>pas encore connu</translation>
    </message>
    <message>
        <source>redaction begun anew</source>
        <translation>nouvelle demande de rendre illisible</translation>
    </message>
    <message>
        <source>handed to the customer</source>
        <translation>remis au client</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>interrompu</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Caisse ouverte</translation>
    </message>
    <message>
        <source>Till locked</source>
        <translation>Caisse verrouillée</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>Code faux</translation>
    </message>
    <message>
        <source>Locked after too many wrong PINs</source>
        <translation>Bloqué après trop de codes faux</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>Débloqué</translation>
    </message>
    <message>
        <source>Person added</source>
        <translation>Personne ajoutée</translation>
    </message>
    <message>
        <source>Person changed</source>
        <translation>Personne modifiée</translation>
    </message>
    <message>
        <source>PIN changed</source>
        <translation>Code changé</translation>
    </message>
    <message>
        <source>Rights of a role changed</source>
        <translation>Droits d’un rôle changés</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>Réglages modifiés</translation>
    </message>
    <message>
        <source>Audit log exported</source>
        <translation>Journal d’audit exporté</translation>
    </message>
    <message>
        <source>Entries over twelve months old left the log</source>
        <translation>Des entrées de plus de douze mois sont sorties du journal</translation>
    </message>
    <message>
        <source>Let a card be tried after too many were refused</source>
        <translation>Laisser essayer une carte après trop de refus</translation>
    </message>
    <message>
        <source>Close the till in kiosk mode</source>
        <translation>Fermer la caisse en mode kiosque</translation>
    </message>
    <message>
        <source>Import customers from a file</source>
        <translation>Importer des clients depuis un fichier</translation>
    </message>
    <message>
        <source>redacted by hand</source>
        <translation>rendu illisible à la main</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n ligne</numerusform>
            <numerusform>%n lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation>mis en pause</translation>
    </message>
    <message>
        <source>stopped for good</source>
        <translation>arrêté définitivement</translation>
    </message>
</context>
<context>
    <name>StandingColumn</name>
    <message>
        <source>Still to happen</source>
        <translation>Encore à venir</translation>
    </message>
    <message>
        <source>Nothing ordered: everything works.</source>
        <translation>Rien de prévu : tout fonctionne.</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Tout annuler</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Pas de réponse</translation>
    </message>
    <message>
        <source>Stand-in is there</source>
        <translation>Simulateur en marche</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message>
        <source>{people}, {made} of {ordered} samples made</source>
        <translation>{people}, {made} exemples créés sur {ordered}</translation>
    </message>
    <message>
        <source>{what}, {times} times</source>
        <translation>{what}, {times} fois</translation>
    </message>
    <message>
        <source>Cancel: {what}</source>
        <translation>Annuler : {what}</translation>
    </message>
</context>
<context>
    <name>StandingSpeaker</name>
    <message>
        <source>Connecting…</source>
        <translation>Connexion…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>Lent</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>Customers: {count}…</source>
        <translation>Clients&#xa0;: {count}…</translation>
    </message>
    <message>
        <source>Customers: …</source>
        <translation>Clients&#xa0;: …</translation>
    </message>
    <message>
        <source>Customers {time}</source>
        <translation>Clients {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n to check</source>
        <translation>
            <numerusform>%n à vérifier</numerusform>
            <numerusform>%n à vérifier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under way</source>
        <translation>
            <numerusform>%n en cours</numerusform>
            <numerusform>%n en cours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n en attente</numerusform>
            <numerusform>%n en attente</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing pending</source>
        <translation>Rien en attente</translation>
    </message>
    <message>
        <source>Stripe is being asked for the first time since the till was opened.</source>
        <translation>Stripe est interrogé pour la première fois depuis l’ouverture de la caisse.</translation>
    </message>
    <message>
        <source>Connected: Stripe answers in time.</source>
        <translation>Connecté&#xa0;: Stripe répond sans tarder.</translation>
    </message>
    <message>
        <source>Slow: Stripe answers late. A payment may take longer; wait for its outcome and don’t charge again.</source>
        <translation>Lent&#xa0;: Stripe répond tard. Un paiement peut durer plus longtemps&#xa0;; attendez son résultat et ne débitez pas une seconde fois.</translation>
    </message>
    <message>
        <source>Offline since {time}: customers can be found, no card can be charged. The till tries again by itself; check the shop’s network.</source>
        <translation>Hors ligne depuis {time}&#xa0;: les clients restent trouvables, aucune carte ne peut être débitée. La caisse réessaie d’elle-même&#xa0;; vérifiez le réseau du magasin.</translation>
    </message>
    <message>
        <source>Offline since {time} on {day}: customers can be found, no card can be charged. The till tries again by itself; check the shop’s network.</source>
        <translation>Hors ligne depuis le {day} à {time}&#xa0;: les clients restent trouvables, aucune carte ne peut être débitée. La caisse réessaie d’elle-même&#xa0;; vérifiez le réseau du magasin.</translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) to check</source>
        <translation>
            <numerusform>%n paiement à vérifier</numerusform>
            <numerusform>%n paiements à vérifier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n money task(s) under way with Stripe; each ends by itself, whatever screen is shown.</source>
        <translation>
            <numerusform>%n opération d’argent en cours avec Stripe&#xa0;; elle se termine d’elle-même, quel que soit l’écran affiché.</numerusform>
            <numerusform>%n opérations d’argent en cours avec Stripe&#xa0;; chacune se termine d’elle-même, quel que soit l’écran affiché.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing pending: every outcome is known, nothing waits.</source>
        <translation>Rien en attente&#xa0;: chaque résultat est connu, rien n’attend.</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) of the import wait for their turn</source>
        <translation>
            <numerusform>%n client de l’import attend son tour</numerusform>
            <numerusform>%n clients de l’import attendent leur tour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n charge(s) of what is due wait for their turn</source>
        <translation>
            <numerusform>%n débit de ce qui est dû attend son tour</numerusform>
            <numerusform>%n débits de ce qui est dû attendent leur tour</numerusform>
        </translation>
    </message>
    <message>
        <source>Customers are not compared with Stripe yet; those known can be found.</source>
        <translation>Les clients ne sont pas encore comparés avec Stripe&#xa0;; ceux connus sont trouvables.</translation>
    </message>
    <message>
        <source>Customers as of {time}; newer ones come once Stripe answers</source>
        <translation>Clients au {time}&#xa0;; les suivants dès que Stripe répond</translation>
    </message>
    <message>
        <source>Customers up to date, {time}</source>
        <translation>Clients à jour, {time}</translation>
    </message>
    <message>
        <source>{count} customers so far; goes on once Stripe answers</source>
        <translation>{count} clients pour l’instant ; la suite dès que Stripe répond</translation>
    </message>
    <message>
        <source>Loading customers: {count} so far, those can be found</source>
        <translation>Chargement des clients : {count}, déjà trouvables</translation>
    </message>
    <message>
        <source>Loading customers: {count}, less than a minute left</source>
        <translation>Chargement des clients : {count}, moins d’une minute</translation>
    </message>
    <message numerus="yes">
        <source>Loading customers: {count}, about %n minute(s) left</source>
        <translation>
            <numerusform>Chargement des clients : {count}, environ %n minute</numerusform>
            <numerusform>Chargement des clients : {count}, environ %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Customers compared with Stripe: {count}; goes on once it answers</source>
        <translation>Clients comparés avec Stripe : {count} ; la suite dès qu’il répond</translation>
    </message>
    <message>
        <source>Comparing customers with Stripe: {count} so far</source>
        <translation>Clients comparés avec Stripe : {count} pour l’instant</translation>
    </message>
    <message>
        <source>Comparing customers with Stripe: {count}, less than a minute left</source>
        <translation>Clients comparés avec Stripe : {count}, moins d’une minute</translation>
    </message>
    <message numerus="yes">
        <source>Comparing customers with Stripe: {count}, about %n minute(s) left</source>
        <translation>
            <numerusform>Clients comparés avec Stripe : {count}, environ %n minute</numerusform>
            <numerusform>Clients comparés avec Stripe : {count}, environ %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Undo</source>
        <translation>Annuler ce changement</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>Read all of it</source>
        <translation>Tout lire</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>Remove {tag}</source>
        <translation>Retirer {tag}</translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Type one, then Enter</source>
        <translation>Saisir, puis Entrée</translation>
    </message>
</context>
<context>
    <name>TakePaymentScreen</name>
    <message>
        <source>Take payment</source>
        <translation>Encaisser</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Sans fiche client</translation>
    </message>
    <message>
        <source>The customer then pays on this screen and may have the card saved.</source>
        <translation>Le client paie ensuite sur cet écran et peut faire enregistrer sa carte.</translation>
    </message>
    <message>
        <source>Paying creates a new customer at Stripe, so that the card may be saved.</source>
        <translation>Le paiement crée un nouveau client chez Stripe, afin que la carte puisse être enregistrée.</translation>
    </message>
    <message>
        <source>Continue to card</source>
        <translation>Continuer vers la carte</translation>
    </message>
    <message>
        <source>With an agreement…</source>
        <translation>Avec un accord…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>An agreement needs a customer who can be found again. What you typed stays; nothing was charged.</source>
        <translation>Un accord demande une fiche client, qu’on puisse retrouver. Votre saisie reste&#xa0;; rien n’a été débité.</translation>
    </message>
    <message>
        <source>Find or create the customer…</source>
        <translation>Trouver ou créer le client…</translation>
    </message>
</context>
<context>
    <name>TermsSpeaker</name>
    <message>
        <source>Show the card next time</source>
        <translation>Proposer la carte la prochaine fois</translation>
    </message>
    <message>
        <source>Balance of a deposit</source>
        <translation>Solde d’un acompte</translation>
    </message>
    <message>
        <source>Instalments</source>
        <translation>Paiement échelonné</translation>
    </message>
    <message>
        <source>Top-up when needed</source>
        <translation>Recharge au besoin</translation>
    </message>
    <message>
        <source>“{what}” can’t be its name, or is taken. Name the folder with small letters without accents, figures and hyphens, and a name no wording has yet.</source>
        <translation>«&#xa0;{what}&#xa0;» ne peut pas être son nom, ou est déjà pris. Nommez le dossier en minuscules sans accents, chiffres et tirets, d’un nom qu’aucun texte ne porte encore.</translation>
    </message>
    <message>
        <source>The file {what} can’t be read: look for a missing quotation mark.</source>
        <translation>Le fichier {what} ne peut pas être lu&#xa0;: cherchez un guillemet manquant.</translation>
    </message>
    <message>
        <source>The file {what} is missing.</source>
        <translation>Le fichier {what} manque.</translation>
    </message>
    <message>
        <source>the customer must read {what}, and it is said nowhere.</source>
        <translation>le client doit lire {what}, et ce n’est dit nulle part.</translation>
    </message>
    <message>
        <source>the part “{what}” is missing or empty.</source>
        <translation>la partie «&#xa0;{what}&#xa0;» manque ou est vide.</translation>
    </message>
    <message>
        <source>a brace is not closed in “{what}”.</source>
        <translation>une accolade n’est pas fermée dans «&#xa0;{what}&#xa0;».</translation>
    </message>
    <message>
        <source>{what} is no figure the till knows.</source>
        <translation>{what} n’est pas une donnée que la caisse connaît.</translation>
    </message>
    <message>
        <source>{where}: {said}</source>
        <translation>{where}&#xa0;: {said}</translation>
    </message>
    <message>
        <source>every purpose</source>
        <translation>tous les usages</translation>
    </message>
    <message>
        <source>every purpose that charges later</source>
        <translation>tous les usages qui débitent plus tard</translation>
    </message>
    <message>
        <source>the most of one charge</source>
        <translation>le maximum d’un débit</translation>
    </message>
    <message>
        <source>the most of all charges</source>
        <translation>le maximum de tous les débits</translation>
    </message>
    <message>
        <source>the most charges</source>
        <translation>le nombre maximal de débits</translation>
    </message>
    <message>
        <source>the first day</source>
        <translation>le premier jour</translation>
    </message>
    <message>
        <source>the last day</source>
        <translation>le dernier jour</translation>
    </message>
    <message>
        <source>how often</source>
        <translation>à quel rythme</translation>
    </message>
</context>
<context>
    <name>TestBand</name>
    <message>
        <source>TEST</source>
        <translation>TEST</translation>
    </message>
    <message>
        <source>Stripe’s test keys, no real money</source>
        <translation>clés de test Stripe, aucun argent réel</translation>
    </message>
</context>
<context>
    <name>TestCards</name>
    <message>
        <source>On the payment page, with any future date and any three digits.</source>
        <translation>Sur la page de paiement, avec une date à venir et trois chiffres quelconques.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy {number}</source>
        <translation>Copier {number}</translation>
    </message>
</context>
<context>
    <name>TimeSection</name>
    <message>
        <source>Forward only: payment pages expire, and reserved money is let go.</source>
        <translation>En avant seulement : les pages de paiement expirent et les montants réservés sont libérés.</translation>
    </message>
    <message>
        <source>+1 hour</source>
        <translation>+1 heure</translation>
    </message>
    <message>
        <source>+1 day</source>
        <translation>+1 jour</translation>
    </message>
    <message>
        <source>+7 days</source>
        <translation>+7 jours</translation>
    </message>
    <message>
        <source>+30 days</source>
        <translation>+30 jours</translation>
    </message>
    <message>
        <source>Days ahead</source>
        <translation>Jours à avancer</translation>
    </message>
    <message>
        <source>Move the clock</source>
        <translation>Avancer l’horloge</translation>
    </message>
    <message>
        <source>Sample customers</source>
        <translation>Clients d’exemple</translation>
    </message>
    <message>
        <source>Add customers</source>
        <translation>Ajouter des clients</translation>
    </message>
    <message>
        <source>Start again…</source>
        <translation>Recommencer…</translation>
    </message>
    <message>
        <source>Forgets every customer, card and payment of the stand-in.</source>
        <translation>Oublie tous les clients, cartes et paiements du simulateur.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Customer created</source>
        <translation>Client créé</translation>
    </message>
    <message>
        <source>Card saved</source>
        <translation>Carte enregistrée</translation>
    </message>
    <message>
        <source>Card removed</source>
        <translation>Carte retirée</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>What is due</source>
        <translation>Ce qui est dû</translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) due</source>
        <translation>
            <numerusform>%n paiement à encaisser</numerusform>
            <numerusform>%n paiements à encaisser</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is signed in. Lock the till or change over</source>
        <translation>{name} est à la caisse. Verrouiller ou changer de personne</translation>
    </message>
    <message>
        <source>Change the language to {language}</source>
        <translation>Passer en {language}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Keys and help</source>
        <translation>Touches et aide</translation>
    </message>
    <message>
        <source>Shift and reports</source>
        <translation>Service et rapports</translation>
    </message>
    <message>
        <source>Training controls</source>
        <translation>Commandes de formation</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Couleurs claires</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Couleurs sombres</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation>{number} sur {all}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
</context>
<context>
    <name>TourOffer</name>
    <message>
        <source>No, thanks</source>
        <translation>Non merci</translation>
    </message>
    <message>
        <source>New at this till?</source>
        <translation>Nouveau à cette caisse&#xa0;?</translation>
    </message>
    <message>
        <source>A tour of one minute shows what is where. F1 has it at any time.</source>
        <translation>Un tour d’une minute montre ce qui se trouve où. F1 le propose à tout moment.</translation>
    </message>
    <message>
        <source>Show me around</source>
        <translation>Faire le tour</translation>
    </message>
</context>
<context>
    <name>Touring</name>
    <message>
        <source>The tour begins on the first screen: finish here, then press F1.</source>
        <translation>Le tour commence au premier écran&#xa0;: terminez ici, puis appuyez sur F1.</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>Trouver un client</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>Quelqu’un de nouveau</translation>
    </message>
    <message>
        <source>F6 writes a new customer. F7 takes a payment from somebody without an entry.</source>
        <translation>F6 crée une fiche client. F7 encaisse quelqu’un qui n’en a pas.</translation>
    </message>
    <message>
        <source>What you do for them</source>
        <translation>Ce que vous faites pour lui</translation>
    </message>
    <message>
        <source>Whoever is open stands here: Enter takes a payment, F3 charges a saved card, F4 sells with a deposit or in instalments. Only the customer agrees: they tick on their own page or sign on paper.</source>
        <translation>Le client ouvert est ici&#xa0;: Entrée encaisse, F3 débite une carte enregistrée, F4 vend avec un acompte ou en plusieurs fois. Seul le client donne son accord&#xa0;: il coche sur sa propre page ou signe sur papier.</translation>
    </message>
    <message>
        <source>What is due</source>
        <translation>Ce qui est dû</translation>
    </message>
    <message>
        <source>F8 shows balances that are due, and those that probably won’t go through. Collect them there, one by one or all at once.</source>
        <translation>F8 montre les soldes à encaisser, et ceux qui ne passeront sans doute pas. Encaissez-les là, un par un ou tous ensemble.</translation>
    </message>
    <message>
        <source>Whether Stripe answers, how fresh the customers are, what is still to check. Press one to read all of it.</source>
        <translation>Si Stripe répond, de quand datent les clients, ce qui reste à vérifier. Appuyez dessus pour tout lire.</translation>
    </message>
    <message>
        <source>Shift and reports</source>
        <translation>Service et rapports</translation>
    </message>
    <message>
        <source>Parts of a name, a phone number, an e‑mail or a card’s last four digits, in any order. Enter opens the first. A customer’s code or a receipt can be scanned here.</source>
        <translation>Des morceaux d’un nom, d’un téléphone, d’un e‑mail ou les quatre derniers chiffres d’une carte, dans n’importe quel ordre. Entrée ouvre le premier. Le code d’un client ou un reçu se scanne ici.</translation>
    </message>
    <message>
        <source>F9 shows the shift with its X, closes it with its Z, and leads to the figures of other days.</source>
        <translation>F9 montre le service avec son X, le ferme avec son Z, et mène aux chiffres des autres jours.</translation>
    </message>
    <message>
        <source>How the till stands</source>
        <translation>Où en est la caisse</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>S’exercer</translation>
    </message>
    <message>
        <source>Here no money moves. Let a card be declined or an answer get lost, and see what the till says.</source>
        <translation>Ici, aucun argent ne bouge. Faites refuser une carte ou perdre une réponse, et voyez ce que dit la caisse.</translation>
    </message>
    <message>
        <source>Keys and help</source>
        <translation>Touches et aide</translation>
    </message>
    <message>
        <source>F1 lists the keys of every screen, and has this tour.</source>
        <translation>F1 donne les touches de chaque écran, et ce tour.</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Succeeds</source>
        <translation>Accepté</translation>
    </message>
    <message>
        <source>Declined: insufficient funds</source>
        <translation>Refusé : provision insuffisante</translation>
    </message>
    <message>
        <source>Declined, no reason given</source>
        <translation>Refusé sans raison</translation>
    </message>
    <message>
        <source>Declined: expired</source>
        <translation>Refusé : carte expirée</translation>
    </message>
    <message>
        <source>Declined: wrong security code</source>
        <translation>Refusé : code de sécurité faux</translation>
    </message>
    <message>
        <source>Declined: reported stolen</source>
        <translation>Refusé : carte déclarée volée</translation>
    </message>
    <message>
        <source>Asks for authentication every time</source>
        <translation>Demande l’authentification à chaque fois</translation>
    </message>
    <message>
        <source>Asks for authentication unless it was saved with it</source>
        <translation>Demande l’authentification, sauf si elle a été enregistrée avec</translation>
    </message>
    <message>
        <source>Asks for authentication, then insufficient funds</source>
        <translation>Demande l’authentification, puis provision insuffisante</translation>
    </message>
    <message>
        <source>Can be saved; later charges are declined</source>
        <translation>Peut être enregistrée ; les débits suivants sont refusés</translation>
    </message>
    <message>
        <source>Succeeds, then is disputed</source>
        <translation>Accepté, puis contesté</translation>
    </message>
    <message>
        <source>the next charge</source>
        <translation>le prochain débit</translation>
    </message>
    <message>
        <source>the next payment page</source>
        <translation>la prochaine page de paiement</translation>
    </message>
    <message>
        <source>the next customer lookup</source>
        <translation>la prochaine recherche de client</translation>
    </message>
    <message>
        <source>any request, the till’s own too</source>
        <translation>toute demande, même celles de la caisse</translation>
    </message>
    <message>
        <source>Late by 8 seconds</source>
        <translation>En retard de 8 secondes</translation>
    </message>
    <message>
        <source>Lost before it is done</source>
        <translation>Perdue avant d’agir</translation>
    </message>
    <message>
        <source>Lost after it is done</source>
        <translation>Perdue après avoir agi</translation>
    </message>
    <message>
        <source>In use elsewhere (409)</source>
        <translation>Occupé ailleurs (409)</translation>
    </message>
    <message>
        <source>Too many requests (429)</source>
        <translation>Trop de demandes (429)</translation>
    </message>
    <message>
        <source>Fault, not done (500)</source>
        <translation>Panne, rien de fait (500)</translation>
    </message>
    <message>
        <source>Fault, but done (500)</source>
        <translation>Panne, mais fait (500)</translation>
    </message>
    <message>
        <source>Nonsense</source>
        <translation>Réponse absurde</translation>
    </message>
    <message>
        <source>Status {status}</source>
        <translation>Statut {status}</translation>
    </message>
    <message>
        <source>Declined: {code}</source>
        <translation>Refus : {code}</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Authentification</translation>
    </message>
    <message>
        <source>the next card, wherever it is used</source>
        <translation>la prochaine carte, où qu’elle serve</translation>
    </message>
</context>
<context>
    <name>TrainingBand</name>
    <message>
        <source>TRAINING</source>
        <translation>FORMATION</translation>
    </message>
    <message>
        <source>no real money, no real customers</source>
        <translation>ni argent réel, ni vrais clients</translation>
    </message>
</context>
<context>
    <name>TrainingScreen</name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>Banque</translation>
    </message>
    <message>
        <source>Time and data</source>
        <translation>Temps et données</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Cartes</translation>
    </message>
    <message>
        <source>Training controls</source>
        <translation>Commandes de formation</translation>
    </message>
    <message>
        <source>Ordered. It happens once, to what comes next.</source>
        <translation>C’est prévu. Cela arrive une fois, à ce qui vient.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <source>The stand-in’s clock has moved.</source>
        <translation>L’horloge du simulateur a avancé.</translation>
    </message>
    <message>
        <source>Customers are being added…</source>
        <translation>Ajout des clients…</translation>
    </message>
    <message>
        <source>The till has listed the stand-in’s customers again.</source>
        <translation>La caisse a relu les clients du simulateur.</translation>
    </message>
    <message>
        <source>The stand-in has started again. The till lists its customers…</source>
        <translation>Le simulateur a recommencé. La caisse relit ses clients…</translation>
    </message>
    <message>
        <source>{number} is on the clipboard.</source>
        <translation>{number} est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>Forget everything the stand-in knows?</source>
        <translation>Oublier tout ce que sait le simulateur ?</translation>
    </message>
    <message>
        <source>Customers, cards, payments and refunds are gone for good, and so is everything ordered and the clock’s move. A thousand sample customers are made again. Sales and receipts in this till stay, but their payments can no longer be looked up.</source>
        <translation>Clients, cartes, paiements et remboursements disparaissent pour de bon, comme tout ce qui est prévu et l’avance de l’horloge. Mille clients d’exemple sont recréés. Les ventes et reçus de cette caisse restent, mais leurs paiements ne pourront plus être consultés.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>A payment is under way. Finish it first.</source>
        <translation>Un paiement est en cours. Terminez-le d’abord.</translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) without a known outcome. Only the stand-in knows what became of them: check them first, then start again.</source>
        <translation>
            <numerusform>%n paiement au résultat inconnu. Seul le simulateur sait ce qu’il est devenu : vérifiez-le d’abord, puis recommencez.</numerusform>
            <numerusform>%n paiements au résultat inconnu. Seul le simulateur sait ce qu’ils sont devenus : vérifiez-les d’abord, puis recommencez.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>TroubleSection</name>
    <message>
        <source>Choose a request, then what happens to it. It happens once, then all is well.</source>
        <translation>Choisissez une demande, puis ce qui lui arrive. Cela n’arrive qu’une fois.</translation>
    </message>
    <message>
        <source>It happens to</source>
        <translation>Cela arrive à</translation>
    </message>
</context>
<context>
    <name>UnclearGuard</name>
    <message>
        <source>An earlier payment of this customer is not clear</source>
        <translation>Un paiement précédent de ce client n’est pas éclairci</translation>
    </message>
    <message>
        <source>An earlier walk-in payment is not clear</source>
        <translation>Un paiement précédent sans fiche client n’est pas éclairci</translation>
    </message>
    <message>
        <source>It may have been charged. Taking the same amount again could charge the customer twice. Check first.</source>
        <translation>Il a peut-être été débité. Encaisser à nouveau le même montant pourrait débiter le client deux fois. Vérifiez d’abord.</translation>
    </message>
    <message>
        <source>Charge something else</source>
        <translation>Encaisser autre chose</translation>
    </message>
    <message>
        <source>A payment of just this amount may have been charged. Nothing more was charged now. Check it first.</source>
        <translation>Un paiement de ce même montant a peut-être été débité. Rien de plus n’a été débité. Vérifiez-le d’abord.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>This amount is not clear</source>
        <translation>Ce montant n’est pas éclairci</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Vérifier maintenant</translation>
    </message>
</context>
<context>
    <name>UnresolvedBanner</name>
    <message>
        <source>{amount}, {time}</source>
        <translation>{amount}, {time}</translation>
    </message>
    <message>
        <source>{payments}. Do not charge again before you have checked.</source>
        <translation>{payments}. Ne débitez pas de nouveau avant d’avoir vérifié.</translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) without a known outcome</source>
        <translation>
            <numerusform>%n paiement dont l’issue n’est pas connue</numerusform>
            <numerusform>%n paiements dont l’issue n’est pas connue</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking Stripe…</source>
        <translation>Vérification auprès de Stripe…</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Vérifier maintenant</translation>
    </message>
    <message>
        <source>{operation}: {amount}, {time}</source>
        <translation>{operation}&#xa0;: {amount}, {time}</translation>
    </message>
    <message>
        <source>{payments}. Do not repeat it, and hand out no cash, before you check.</source>
        <translation>{payments}. Ne recommencez pas et ne rendez pas d’espèces avant d’avoir vérifié.</translation>
    </message>
    <message>
        <source>{payments}. Repeat none of it, and hand out no cash, before you check.</source>
        <translation>{payments}. Ne recommencez rien et ne rendez pas d’espèces avant d’avoir vérifié.</translation>
    </message>
</context>
<context>
    <name>WaitedRow</name>
    <message>
        <source>for {seconds} s</source>
        <translation>depuis {seconds} s</translation>
    </message>
    <message>
        <source>for {minutes} min</source>
        <translation>depuis {minutes} min</translation>
    </message>
</context>
<context>
    <name>WaitedSpeaker</name>
    <message>
        <source>Payments are not finished</source>
        <translation>Des paiements ne sont pas terminés</translation>
    </message>
    <message>
        <source>A payment is not finished</source>
        <translation>Un paiement n’est pas terminé</translation>
    </message>
    <message>
        <source>A refund is not finished</source>
        <translation>Un remboursement n’est pas terminé</translation>
    </message>
    <message>
        <source>A held amount is still being taken or released</source>
        <translation>Un montant bloqué est en cours d’encaissement ou de libération</translation>
    </message>
    <message>
        <source>A card is still being removed</source>
        <translation>Le retrait d’une carte n’est pas terminé</translation>
    </message>
    <message>
        <source>What was begun of collecting what is due comes to its end</source>
        <translation>Les encaissements d’échéances déjà commencés se terminent</translation>
    </message>
    <message>
        <source>An answer to a dispute is still being sent</source>
        <translation>L’envoi d’une réponse à un litige n’est pas terminé</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>Sans fiche client</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Check again</source>
        <translation>Vérifier encore</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Leave it blocked</source>
        <translation>Laisser bloqué</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
</context>
<context>
    <name>WayBack</name>
    <message>
        <source>For staff: hold, or press Esc twice</source>
        <translation>Personnel&#xa0;: maintenez, ou deux fois Échap</translation>
    </message>
    <message>
        <source>Hold to take the till back</source>
        <translation>Maintenez pour reprendre la caisse</translation>
    </message>
</context>
<context>
    <name>WhoAndPin</name>
    <message>
        <source>Checking the PIN…</source>
        <translation>Vérification du code…</translation>
    </message>
    <message>
        <source>Choose your name first.</source>
        <translation>Choisissez d’abord votre nom.</translation>
    </message>
    <message>
        <source>PIN of {name}: 4 to 8 figures, then the check mark.</source>
        <translation>Code de {name}&#xa0;: 4 à 8 chiffres, puis la coche.</translation>
    </message>
</context>
<context>
    <name>WordingSection</name>
    <message>
        <source>Use for new agreements</source>
        <translation>Utiliser désormais</translation>
    </message>
    <message>
        <source>Save a copy to edit…</source>
        <translation>Copie à modifier…</translation>
    </message>
    <message>
        <source>Add the shop’s own…</source>
        <translation>Ajouter un texte…</translation>
    </message>
    <message>
        <source>At a glance</source>
        <translation>En un coup d’œil</translation>
    </message>
    <message>
        <source>In full</source>
        <translation>En entier</translation>
    </message>
    <message>
        <source>As a customer reads it, with figures of an example</source>
        <translation>Tel que le client le lit, avec les chiffres d’un exemple</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Usage</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>The shop’s own</source>
        <translation>Celui du magasin</translation>
    </message>
    <message>
        <source>Came with the till</source>
        <translation>Fourni avec la caisse</translation>
    </message>
    <message>
        <source>{whose}. In use</source>
        <translation>{whose}. En&#xa0;usage</translation>
    </message>
    <message>
        <source>{whose}. Earlier agreements only</source>
        <translation>{whose}. Accords antérieurs seulement</translation>
    </message>
    <message numerus="yes">
        <source>“{name}” was not added: %n thing(s) to put right</source>
        <translation>
            <numerusform>«&#xa0;{name}&#xa0;» n’a pas été ajouté&#xa0;: %n point à corriger</numerusform>
            <numerusform>«&#xa0;{name}&#xa0;» n’a pas été ajouté&#xa0;: %n points à corriger</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed. Put it right in the folder, then add it again.</source>
        <translation>Rien n’a changé. Corrigez dans le dossier, puis ajoutez-le de nouveau.</translation>
    </message>
    <message>
        <source>This wording can’t be shown</source>
        <translation>Ce texte ne peut pas être montré</translation>
    </message>
    <message>
        <source>Where to save the copy</source>
        <translation>Où enregistrer la copie</translation>
    </message>
    <message>
        <source>The folder with the shop’s own wording</source>
        <translation>Le dossier du texte propre au magasin</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Maj</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Suppr</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Type an amount.</source>
        <translation>Saisissez un montant.</translation>
    </message>
    <message>
        <source>This is not an amount. Type figures only, for example 12.50.</source>
        <translation>Ce n’est pas un montant. Saisissez uniquement des chiffres, par exemple 12,50.</translation>
    </message>
    <message>
        <source>The amount is zero. Type what is to be paid.</source>
        <translation>Le montant est nul. Saisissez ce qui est à payer.</translation>
    </message>
    <message>
        <source>The amount is below zero. Type what is to be paid, without a minus sign.</source>
        <translation>Le montant est négatif. Saisissez ce qui est à payer, sans signe moins.</translation>
    </message>
    <message>
        <source>This is less than a card can pay. The least is {smallest}.</source>
        <translation>C’est moins que ce qu’une carte peut payer. Le minimum est de {smallest}.</translation>
    </message>
    <message>
        <source>This is more than one payment can take. The most is {largest}.</source>
        <translation>C’est plus que ce qu’un paiement permet. Le maximum est de {largest}.</translation>
    </message>
    <message>
        <source>{currency} has no smaller coins. Type a whole amount.</source>
        <translation>La devise {currency} n’a pas de centimes. Saisissez un montant entier.</translation>
    </message>
    <message>
        <source>The last figure of an amount in {currency} must be 0.</source>
        <translation>Le dernier chiffre d’un montant en {currency} doit être 0.</translation>
    </message>
    <message>
        <source>{currency} has no decimals. Type a whole amount.</source>
        <translation>La devise {currency} n’a pas de décimales. Saisissez un montant entier.</translation>
    </message>
    <message>
        <source>Too many figures after the decimal mark: {currency} has {decimals}.</source>
        <translation>Trop de chiffres après la virgule&#xa0;: la devise {currency} en a {decimals}.</translation>
    </message>
    <message>
        <source>{text} can be read in two ways. Type it without a mark between thousands.</source>
        <translation>{text} peut se lire de deux façons. Saisissez le montant sans séparateur de milliers.</translation>
    </message>
    <message>
        <source>Type a name, an e-mail address or a phone number.</source>
        <translation>Saisissez un nom, une adresse e-mail ou un numéro de téléphone.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. Example: name@example.com</source>
        <translation>Ce n’est pas une adresse e-mail. Exemple&#xa0;: nom@exemple.fr</translation>
    </message>
    <message>
        <source>This is not a phone number. Example: 06 12 34 56 78 or +44 20 7946 0018</source>
        <translation>Ce n’est pas un numéro de téléphone. Exemple&#xa0;: 06 12 34 56 78 ou +44 20 7946 0018</translation>
    </message>
    <message>
        <source>This is too long: at most {limit} characters.</source>
        <translation>C’est trop long&#xa0;: {limit} caractères au plus.</translation>
    </message>
    <message>
        <source>This customer was deleted at Stripe, which moved no money. Search again or create the customer.</source>
        <translation>Ce client a été supprimé chez Stripe, ce qui n’a fait bouger aucun argent. Relancez la recherche ou créez le client.</translation>
    </message>
    <message>
        <source>They are one customer already, as {name}. Nothing was changed.</source>
        <translation>C’est déjà un seul client, sous le nom {name}. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>An earlier payment of this amount is not clear yet, so no other can start. Nothing more was charged. Choose “Check now”.</source>
        <translation>Un paiement précédent de ce montant n’est pas encore éclairci&#xa0;: aucun autre ne peut commencer. Rien de plus n’a été débité. Choisissez «&#xa0;Vérifier maintenant&#xa0;».</translation>
    </message>
    <message>
        <source>This amount is already paid. Nothing more was charged.</source>
        <translation>Ce montant est déjà payé. Rien de plus n’a été débité.</translation>
    </message>
    <message>
        <source>This amount may already have been charged to this customer. Check it first.</source>
        <translation>Ce montant est peut-être déjà débité à ce client. Vérifiez-le d’abord.</translation>
    </message>
    <message>
        <source>A saved card needs its customer. Nothing was charged. Open the customer first.</source>
        <translation>Une carte enregistrée va avec son client. Rien n’a été débité. Ouvrez d’abord la fiche du client.</translation>
    </message>
    <message>
        <source>No payment of this amount was ever begun, so there is nothing to check.</source>
        <translation>Aucun paiement de ce montant n’a été commencé&#xa0;: il n’y a rien à vérifier.</translation>
    </message>
    <message>
        <source>The bank wants the customer to confirm. Nothing was charged.</source>
        <translation>La banque demande la confirmation du client. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The bank’s answer never came, so the payment was cancelled. Nothing was charged. You may try again.</source>
        <translation>La réponse de la banque n’est jamais arrivée&#xa0;: le paiement a été annulé. Rien n’a été débité. Vous pouvez réessayer.</translation>
    </message>
    <message>
        <source>The till stopped before it asked for the money. Nothing was charged. You may try again.</source>
        <translation>La caisse s’est arrêtée avant de demander l’argent. Rien n’a été débité. Vous pouvez réessayer.</translation>
    </message>
    <message>
        <source>The payment was cancelled at Stripe. Nothing was charged. Start again if it is still owed.</source>
        <translation>Le paiement a été annulé chez Stripe. Rien n’a été débité. Recommencez si le montant reste dû.</translation>
    </message>
    <message>
        <source>The bank is still working on this payment. Do not charge again: the till checks by itself.</source>
        <translation>La banque traite encore ce paiement. Ne débitez pas de nouveau&#xa0;: la caisse vérifie d’elle-même.</translation>
    </message>
    <message>
        <source>Stripe has not said yet whether the card was charged. Do not charge again: the till checks by itself.</source>
        <translation>Stripe n’a pas encore dit si la carte a été débitée. Ne débitez pas de nouveau&#xa0;: la caisse vérifie d’elle-même.</translation>
    </message>
    <message>
        <source>A payment of this amount is open at another till or on another screen. Nothing more was charged. Finish or close that one first.</source>
        <translation>Un paiement de ce montant est ouvert sur une autre caisse ou un autre écran. Rien de plus n’a été débité. Terminez ou fermez d’abord celui-là.</translation>
    </message>
    <message>
        <source>Stripe already holds a payment with another amount for this item. Nothing more was charged. Look at it in the Stripe Dashboard.</source>
        <translation>Stripe a déjà un paiement d’un autre montant pour cet article. Rien de plus n’a été débité. Consultez-le dans le Dashboard Stripe.</translation>
    </message>
    <message>
        <source>Stripe refused this payment as it was asked for. Nothing was charged.</source>
        <translation>Stripe a refusé ce paiement tel qu’il était demandé. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The till’s key may not do this at Stripe. Nothing was charged. Ask whoever manages the Stripe account.</source>
        <translation>La clé de la caisse n’a pas ce droit chez Stripe. Rien n’a été débité. Adressez-vous à la personne qui gère le compte Stripe.</translation>
    </message>
    <message>
        <source>Stripe does not accept the till’s key. Nothing was charged. Ask whoever manages the Stripe account.</source>
        <translation>Stripe n’accepte pas la clé de la caisse. Rien n’a été débité. Adressez-vous à la personne qui gère le compte Stripe.</translation>
    </message>
    <message>
        <source>Stripe can’t be reached. Nothing was charged. Check the network, then try again.</source>
        <translation>Stripe est injoignable. Rien n’a été débité. Vérifiez le réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>Stripe did not answer before the card was asked. Nothing was charged. You may try again.</source>
        <translation>Stripe n’a pas répondu avant que la carte soit sollicitée. Rien n’a été débité. Vous pouvez réessayer.</translation>
    </message>
    <message>
        <source>The payment was closed before anything was paid. Nothing was charged.</source>
        <translation>Le paiement a été fermé avant tout règlement. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The time to pay ran out. Nothing was charged. Start again if it is still owed.</source>
        <translation>Le délai de paiement est écoulé. Rien n’a été débité. Recommencez si le montant reste dû.</translation>
    </message>
    <message>
        <source>It is not known yet whether the card was saved. No money moved. Check again before anything else is done with this sale.</source>
        <translation>On ne sait pas encore si la carte a été enregistrée. Aucun argent n’a bougé. Vérifiez de nouveau avant de faire autre chose avec cette vente.</translation>
    </message>
    <message>
        <source>The payment page could not be opened. Nothing was charged. You may try again.</source>
        <translation>La page de paiement n’a pas pu s’ouvrir. Rien n’a été débité. Vous pouvez réessayer.</translation>
    </message>
    <message>
        <source>This till did not open that sale. Nothing was charged.</source>
        <translation>Cette vente n’a pas été ouverte sur cette caisse. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The till’s secret “{name}” can’t be read. No money moved by this. Ask whoever looks after this computer.</source>
        <translation>Le secret «&#xa0;{name}&#xa0;» de la caisse est illisible. Cela n’a fait bouger aucun argent. Adressez-vous à la personne qui s’occupe de cet ordinateur.</translation>
    </message>
    <message>
        <source>The settings could not be saved ({reason}). The ones before them stay. No money moved by this.</source>
        <translation>Les réglages n’ont pas pu être enregistrés ({reason}). Les précédents sont conservés. Cet essai n’a fait bouger aucun argent.</translation>
    </message>
    <message>
        <source>Another till program uses these files already (process {pid}). No money moved by this. Close the other one, then start again.</source>
        <translation>Une autre caisse utilise déjà ces fichiers (processus {pid}). Cela n’a fait bouger aucun argent. Fermez l’autre, puis redémarrez.</translation>
    </message>
    <message>
        <source>The till’s file {file} is in use by another program. If a payment was under way, look what became of it before you charge again; if not, try again in a moment.</source>
        <translation>Le fichier {file} de la caisse est utilisé par un autre programme. Si un paiement était en cours, regardez ce qu’il est devenu avant de débiter de nouveau&#xa0;; sinon, réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The training server did not start ({reason}). In training no money moves. Try again.</source>
        <translation>Le serveur de formation n’a pas démarré ({reason}). En formation, aucun argent ne bouge. Réessayez.</translation>
    </message>
    <message>
        <source>The receipt could not be written to {file} ({reason}). The payment itself is not affected. Choose another folder or free some space.</source>
        <translation>Le reçu n’a pas pu être écrit dans {file} ({reason}). Le paiement n’est pas concerné. Choisissez un autre dossier ou libérez de l’espace.</translation>
    </message>
    <message>
        <source>There is no receipt, because nothing was paid.</source>
        <translation>Il n’y a pas de reçu, car rien n’a été payé.</translation>
    </message>
    <message>
        <source>This till doesn’t know that payment’s receipt: another till took it, and has its number. Print it there, or send it by e-mail from here.</source>
        <translation>Cette caisse ne connaît pas le reçu de ce paiement&#xa0;: une autre caisse l’a encaissé et en a le numéro. Imprimez-le là-bas ou envoyez-le d’ici par e-mail.</translation>
    </message>
    <message>
        <source>No receipt printer is set up. Choose one in the settings, save the receipt as PDF or send it by e-mail.</source>
        <translation>Aucune imprimante de reçus n’est réglée. Choisissez-en une dans les réglages, enregistrez le reçu en PDF ou envoyez-le par e-mail.</translation>
    </message>
    <message>
        <source>This is not a network address. Type the printer’s name or number, for example 192.168.1.20, and :port only if it isn’t 9100.</source>
        <translation>Ce n’est pas une adresse réseau. Saisissez le nom ou le numéro de l’imprimante, par exemple 192.168.1.20, suivi de&#xa0;:port s’il n’est pas 9100.</translation>
    </message>
    <message>
        <source>Type the printer’s USB numbers as vendor:product, four characters each, for example 04b8:0e15.</source>
        <translation>Saisissez les numéros USB de l’imprimante sous la forme fabricant:produit, quatre caractères chacun, par exemple 04b8:0e15.</translation>
    </message>
    <message>
        <source>Type the whole path of the printer’s device, for example /dev/usb/lp0.</source>
        <translation>Saisissez le chemin entier du périphérique de l’imprimante, par exemple /dev/usb/lp0.</translation>
    </message>
    <message>
        <source>The printer {address} can’t be reached, so nothing was printed. Look whether it is on and connected, then print again.</source>
        <translation>L’imprimante {address} est injoignable, rien n’a été imprimé. Vérifiez qu’elle est allumée et branchée, puis imprimez de nouveau.</translation>
    </message>
    <message>
        <source>The printer {address} has no paper, so nothing was printed. Put in a roll, then print again.</source>
        <translation>L’imprimante {address} n’a plus de papier, rien n’a été imprimé. Mettez un rouleau, puis imprimez de nouveau.</translation>
    </message>
    <message>
        <source>The printer {address} is not ready, so nothing was printed. Close its cover and look at its lamps, then print again.</source>
        <translation>L’imprimante {address} n’est pas prête, rien n’a été imprimé. Fermez son capot et regardez ses voyants, puis imprimez de nouveau.</translation>
    </message>
    <message>
        <source>The paper of the printer {address} ran out, so the receipt may not be whole. Put in a roll, then print again.</source>
        <translation>Le papier de l’imprimante {address} s’est terminé, le reçu est peut-être incomplet. Mettez un rouleau, puis imprimez de nouveau.</translation>
    </message>
    <message>
        <source>The printer {address} stopped answering, so the receipt may not be whole. Look at what came out, then print again if it is needed.</source>
        <translation>L’imprimante {address} ne répond plus, le reçu est peut-être incomplet. Regardez ce qui est sorti, puis imprimez de nouveau s’il le faut.</translation>
    </message>
    <message>
        <source>USB printers can’t be used on this machine ({address}): the system’s libusb is missing. Nothing was printed. Ask whoever looks after this machine, or save the receipt as PDF.</source>
        <translation>Les imprimantes USB sont inutilisables sur cette machine ({address})&#xa0;: il manque libusb au système. Rien n’a été imprimé. Demandez à qui s’occupe de cette machine, ou enregistrez le reçu en PDF.</translation>
    </message>
    <message>
        <source>{address} is no printer: there is something else in that file, and printing would wipe it out. Nothing was printed. Choose the printer’s device in the settings.</source>
        <translation>{address} n’est pas une imprimante&#xa0;: ce fichier contient autre chose, que l’impression effacerait. Rien n’a été imprimé. Choisissez le périphérique de l’imprimante dans les réglages.</translation>
    </message>
    <message>
        <source>The training stand-in does not answer. Nothing was changed. Close the till and open it again if this goes on.</source>
        <translation>Le simulateur de formation ne répond pas. Rien n’a changé. Fermez la caisse et rouvrez-la si cela continue.</translation>
    </message>
    <message>
        <source>The training stand-in did not do that: {reason}</source>
        <translation>Le simulateur de formation ne l’a pas fait : {reason}</translation>
    </message>
    <message>
        <source>Stripe can’t be reached, so nothing was asked and nothing was charged. Check the network, then try again.</source>
        <translation>Stripe est injoignable&#xa0;: rien n’a été demandé, rien n’a été débité. Vérifiez le réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>Stripe gave no clear answer. If a payment was under way, do not take it again: the till checks by itself.</source>
        <translation>Stripe n’a pas donné de réponse claire. Si un paiement était en cours, ne l’encaissez pas de nouveau&#xa0;: la caisse vérifie d’elle-même.</translation>
    </message>
    <message>
        <source>Stripe did not answer in time. If a payment was under way, do not take it again: the till checks by itself.</source>
        <translation>Stripe n’a pas répondu à temps. Si un paiement était en cours, ne l’encaissez pas de nouveau&#xa0;: la caisse vérifie d’elle-même.</translation>
    </message>
    <message>
        <source>Stripe has too much to do just now. Wait a moment, then try again. A payment under way is checked by the till itself.</source>
        <translation>Stripe est surchargé pour le moment. Attendez un instant, puis réessayez. La caisse vérifie d’elle-même tout paiement en cours.</translation>
    </message>
    <message>
        <source>What answered was not Stripe as the till knows it. If a payment was under way, do not take it again: the till checks by itself.</source>
        <translation>La réponse reçue n’est pas celle de Stripe tel que la caisse le connaît. Si un paiement était en cours, ne l’encaissez pas de nouveau&#xa0;: la caisse vérifie d’elle-même.</translation>
    </message>
    <message>
        <source>Stripe refused this request. Nothing was charged.</source>
        <translation>Stripe a refusé cette demande. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>This key may do anything with the account. Make a restricted key (rk_live_…) in the Stripe Dashboard and use that one.</source>
        <translation>Cette clé donne tous les droits sur le compte. Créez une clé restreinte (rk_live_…) dans le Dashboard Stripe et utilisez celle-là.</translation>
    </message>
    <message>
        <source>This is not a secret key for this kind of account. It begins with rk_ or, for tests, sk_test_.</source>
        <translation>Ce n’est pas une clé secrète pour ce type de compte. Elle commence par rk_ ou, pour les tests, par sk_test_.</translation>
    </message>
    <message>
        <source>This is not a publishable key for this kind of account. It begins with pk_.</source>
        <translation>Ce n’est pas une clé publique pour ce type de compte. Elle commence par pk_.</translation>
    </message>
    <message>
        <source>The till’s secret “{name}” could not be saved. Free some space on the disk, then try again.</source>
        <translation>Le secret «&#xa0;{name}&#xa0;» de la caisse n’a pas pu être enregistré. Libérez de l’espace sur le disque, puis réessayez.</translation>
    </message>
    <message>
        <source>This value does not fit here. The one before it stays.</source>
        <translation>Cette valeur ne convient pas ici. La précédente est conservée.</translation>
    </message>
    <message>
        <source>A newer search replaced this one.</source>
        <translation>Une recherche plus récente a remplacé celle-ci.</translation>
    </message>
    <message>
        <source>The till may not write its file {file}. No payment can be taken until it may: ask whoever looks after this computer.</source>
        <translation>La caisse n’a pas le droit d’écrire son fichier {file}. Aucun paiement n’est possible d’ici là&#xa0;: adressez-vous à la personne qui s’occupe de cet ordinateur.</translation>
    </message>
    <message>
        <source>The disk failed while reading {file}. No payment can be taken until it works: ask whoever looks after this computer.</source>
        <translation>Le disque a échoué à la lecture de {file}. Aucun paiement n’est possible d’ici sa réparation&#xa0;: adressez-vous à la personne qui s’occupe de cet ordinateur.</translation>
    </message>
    <message>
        <source>The till’s file {file} can’t be opened: it is damaged, or its key is not the one it was made with. No payment can be taken, and none is lost: Stripe has them all. Delete nothing, and ask whoever looks after this computer.</source>
        <translation>Le fichier {file} de la caisse ne peut pas être ouvert&#xa0;: il est abîmé, ou sa clé n’est pas celle d’origine. Aucun paiement ne peut être pris, et aucun n’est perdu&#xa0;: Stripe les a tous. N’effacez rien et adressez-vous à la personne qui s’occupe de cet ordinateur.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space before taking payments.</source>
        <translation>Le disque est plein. Libérez de l’espace avant d’encaisser.</translation>
    </message>
    <message>
        <source>Something unexpected kept the till from opening ({reason}). No money moved. Try again; if it goes on, ask whoever looks after this computer.</source>
        <translation>Un imprévu a empêché la caisse de s’ouvrir ({reason}). Aucun argent n’a bougé. Réessayez&#xa0;; si cela continue, adressez-vous à la personne qui s’occupe de cet ordinateur.</translation>
    </message>
    <message>
        <source>The till’s font {font} is missing. Install the till again.</source>
        <translation>La police {font} de la caisse est introuvable. Réinstallez la caisse.</translation>
    </message>
    <message>
        <source>The language file “{language}” is missing. Install the till again.</source>
        <translation>Le fichier de langue «&#xa0;{language}&#xa0;» est introuvable. Réinstallez la caisse.</translation>
    </message>
    <message>
        <source>Something went wrong that has no explanation yet ({key}).</source>
        <translation>Un problème sans explication connue est survenu ({key}).</translation>
    </message>
    <message>
        <source>Your bank did not approve this payment. Nothing was charged. Please use another card, or ask your bank.</source>
        <translation>Votre banque a refusé ce paiement. Rien n’a été débité. Essayez une autre carte ou appelez votre banque.</translation>
    </message>
    <message>
        <source>Your bank did not approve this amount. Nothing was charged. Please use another card.</source>
        <translation>Votre banque n’a pas accepté ce montant. Rien n’a été débité. Merci d’utiliser une autre carte.</translation>
    </message>
    <message>
        <source>The card’s details were not accepted. Nothing was charged. Please enter them again or use another card.</source>
        <translation>Les données de la carte n’ont pas été acceptées. Rien n’a été débité. Merci de les saisir à nouveau ou d’utiliser une autre carte.</translation>
    </message>
    <message>
        <source>Your bank could not be reached. Nothing was charged. Please try again in a few minutes or use another card.</source>
        <translation>Votre banque est momentanément injoignable. Rien n’a été débité. Merci de réessayer dans quelques minutes ou d’utiliser une autre carte.</translation>
    </message>
    <message>
        <source>This card can’t be used for this payment. Nothing was charged. Please use another card.</source>
        <translation>Cette carte ne peut pas servir à ce paiement. Rien n’a été débité. Merci d’utiliser une autre carte.</translation>
    </message>
    <message>
        <source>Your bank asks you to confirm this payment. Nothing was charged. Please confirm it on the payment screen.</source>
        <translation>Votre banque vous demande de confirmer ce paiement. Rien n’a été débité. Merci de le confirmer sur l’écran de paiement.</translation>
    </message>
    <message>
        <source>This card needs its PIN, which can’t be entered here. Nothing was charged. Please use another card.</source>
        <translation>Cette carte demande son code, qui ne peut pas être saisi ici. Rien n’a été débité. Merci d’utiliser une autre carte.</translation>
    </message>
    <message>
        <source>This card has expired. Nothing was charged. Please use another card.</source>
        <translation>Cette carte a expiré. Rien n’a été débité. Merci d’utiliser une autre carte.</translation>
    </message>
    <message>
        <source>Your bank takes this for a payment you already made. Nothing more was charged. We are checking it.</source>
        <translation>Votre banque y voit un paiement déjà effectué. Rien de plus n’a été débité. Nous vérifions.</translation>
    </message>
    <message>
        <source>The bank refused without a reason. Nothing was charged. Ask for another card, or let the customer call their bank.</source>
        <translation>La banque a refusé sans donner de raison. Rien n’a été débité. Demandez une autre carte, ou laissez le client appeler sa banque.</translation>
    </message>
    <message>
        <source>The bank refused this card for good. Nothing was charged. Give no reason; ask for another card.</source>
        <translation>La banque a refusé cette carte définitivement. Rien n’a été débité. Ne donnez pas de raison&#xa0;; demandez une autre carte.</translation>
    </message>
    <message>
        <source>The bank refused for good. Nothing was charged. Ask for another card.</source>
        <translation>La banque a refusé définitivement. Rien n’a été débité. Demandez une autre carte.</translation>
    </message>
    <message>
        <source>The bank refused this amount. Nothing was charged. Ask for another card.</source>
        <translation>La banque a refusé ce montant. Rien n’a été débité. Demandez une autre carte.</translation>
    </message>
    <message>
        <source>The bank could not decide now. Nothing was charged. Wait a few minutes, or ask for another card.</source>
        <translation>La banque n’a pas pu répondre. Rien n’a été débité. Patientez quelques minutes, ou demandez une autre carte.</translation>
    </message>
    <message>
        <source>Something typed doesn’t match the card. Nothing was charged. Have the customer enter it again on their screen.</source>
        <translation>Une donnée saisie ne correspond pas à la carte. Rien n’a été débité. Faites-la saisir à nouveau par le client sur son écran.</translation>
    </message>
    <message>
        <source>This kind of card or currency isn’t accepted for this payment. Nothing was charged. Ask for another card.</source>
        <translation>Ce type de carte ou cette devise n’est pas accepté pour ce paiement. Rien n’a été débité. Demandez une autre carte.</translation>
    </message>
    <message>
        <source>The bank wants the customer to confirm. Nothing was charged. Take the payment on the customer’s screen now.</source>
        <translation>La banque demande la confirmation du client. Rien n’a été débité. Encaissez maintenant sur l’écran du client.</translation>
    </message>
    <message>
        <source>The bank wants the card’s PIN, which this till can’t take. Nothing was charged. Ask for another card.</source>
        <translation>La banque demande le code de la carte, que cette caisse ne peut pas recevoir. Rien n’a été débité. Demandez une autre carte.</translation>
    </message>
    <message>
        <source>The card has expired. Nothing was charged. Ask for another card and save that one.</source>
        <translation>La carte a expiré. Rien n’a été débité. Demandez une autre carte et enregistrez-la.</translation>
    </message>
    <message>
        <source>The bank saw the same amount on this card a moment ago. Nothing more was charged. Look at the customer’s payments before anything else.</source>
        <translation>La banque vient de voir le même montant sur cette carte. Rien de plus n’a été débité. Regardez d’abord les paiements du client.</translation>
    </message>
    <message>
        <source>The bank gave out a new card to replace this one. Nothing was charged. Have the customer enter the new card on their screen.</source>
        <translation>La banque a émis une nouvelle carte en remplacement. Rien n’a été débité. Faites saisir la nouvelle carte par le client sur son écran.</translation>
    </message>
    <message>
        <source>A test card where real ones are due, or the other way round. Nothing was charged. Use a card that fits this till’s mode.</source>
        <translation>Une carte de test là où il en faut une vraie, ou l’inverse. Rien n’a été débité. Utilisez une carte adaptée au mode de cette caisse.</translation>
    </message>
    <message>
        <source>The card’s bank already holds this amount. Nothing more was charged. Take the held amount or release it.</source>
        <translation>La banque de la carte bloque déjà ce montant. Rien de plus n’a été débité. Encaissez le montant bloqué ou libérez-le.</translation>
    </message>
    <message>
        <source>The held amount was released. Nothing was charged. Start again if it is still owed.</source>
        <translation>Le montant bloqué a été libéré. Rien n’a été débité. Recommencez s’il est encore dû.</translation>
    </message>
    <message>
        <source>The bank let the held amount go because its time ran out. Nothing was charged. Start again if it is still owed.</source>
        <translation>La banque a libéré le montant bloqué, le délai étant passé. Rien n’a été débité. Recommencez s’il est encore dû.</translation>
    </message>
    <message>
        <source>Stripe has not said yet whether this was done. Do not do it again, and hand out no cash: the till checks by itself.</source>
        <translation>Stripe n’a pas encore dit si c’est fait. Ne recommencez pas et ne rendez pas d’espèces&#xa0;: la caisse vérifie d’elle-même.</translation>
    </message>
    <message>
        <source>Nothing was ever refunded, taken or released on this payment, so there is nothing to check.</source>
        <translation>Rien n’a jamais été remboursé, encaissé ni libéré sur ce paiement&#xa0;: il n’y a rien à vérifier.</translation>
    </message>
    <message>
        <source>The till stopped before it asked Stripe. No money moved. You may try again.</source>
        <translation>La caisse s’est arrêtée avant de demander à Stripe. Aucun argent n’a bougé. Vous pouvez réessayer.</translation>
    </message>
    <message>
        <source>Stripe can’t be reached. No money moved. Check the network, then try again.</source>
        <translation>Stripe est injoignable. Aucun argent n’a bougé. Vérifiez le réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>Stripe did not take the request in time. No money moved. You may try again.</source>
        <translation>Stripe n’a pas pris la demande à temps. Aucun argent n’a bougé. Vous pouvez réessayer.</translation>
    </message>
    <message>
        <source>The till’s key may not do this at Stripe. No money moved. Ask whoever manages the Stripe account.</source>
        <translation>La clé de la caisse n’a pas ce droit chez Stripe. Aucun argent n’a bougé. Adressez-vous à la personne qui gère le compte Stripe.</translation>
    </message>
    <message>
        <source>Stripe does not accept the till’s key. No money moved. Ask whoever manages the Stripe account.</source>
        <translation>Stripe n’accepte pas la clé de la caisse. Aucun argent n’a bougé. Adressez-vous à la personne qui gère le compte Stripe.</translation>
    </message>
    <message>
        <source>Stripe refused this as it was asked for. No money moved. Look at the payment in the Stripe Dashboard.</source>
        <translation>Stripe a refusé cette demande telle quelle. Aucun argent n’a bougé. Regardez le paiement dans le Dashboard Stripe.</translation>
    </message>
    <message>
        <source>This is more than what is left of the payment. Nothing was refunded. Choose a smaller amount.</source>
        <translation>C’est plus que ce qui reste du paiement. Rien n’a été remboursé. Choisissez un montant plus petit.</translation>
    </message>
    <message>
        <source>This payment was refunded in full already, perhaps at another till. Nothing more was refunded. Nothing is left to do.</source>
        <translation>Ce paiement a déjà été remboursé en entier, peut-être sur une autre caisse. Rien de plus n’a été remboursé. Il n’y a plus rien à faire.</translation>
    </message>
    <message>
        <source>The customer’s bank has already taken this payment back. Nothing was refunded. Answer the dispute in the Stripe Dashboard.</source>
        <translation>La banque du client a déjà repris ce paiement. Rien n’a été remboursé. Répondez au litige dans le Dashboard Stripe.</translation>
    </message>
    <message>
        <source>The refund is on its way: the bank has yet to confirm it. Do not refund again: the till checks by itself.</source>
        <translation>Le remboursement est en route&#xa0;: la banque doit encore le confirmer. Ne remboursez pas de nouveau&#xa0;: la caisse vérifie d’elle-même.</translation>
    </message>
    <message>
        <source>The refund never reached Stripe. Nothing was refunded. You may try again.</source>
        <translation>Le remboursement n’est jamais arrivé chez Stripe. Rien n’a été remboursé. Vous pouvez réessayer.</translation>
    </message>
    <message>
        <source>The refund was cancelled at Stripe. Nothing was refunded. Start again if it is still owed.</source>
        <translation>Le remboursement a été annulé chez Stripe. Rien n’a été remboursé. Recommencez s’il est encore dû.</translation>
    </message>
    <message>
        <source>The customer got nothing. Give the money back another way.</source>
        <translation>Le client n’a rien reçu. Rendez l’argent autrement.</translation>
    </message>
    <message>
        <source>This card can’t receive money any more. The customer got nothing. Give the money back another way, and give no reason.</source>
        <translation>Cette carte ne peut plus recevoir d’argent. Le client n’a rien reçu. Rendez l’argent autrement, sans donner de raison.</translation>
    </message>
    <message>
        <source>The card has expired or was closed. The customer got nothing. Give the money back another way.</source>
        <translation>La carte est expirée ou clôturée. Le client n’a rien reçu. Rendez l’argent autrement.</translation>
    </message>
    <message>
        <source>The shop’s Stripe balance was too low for this refund. The customer got nothing. Add money to the balance in the Stripe Dashboard, then refund again.</source>
        <translation>Le solde Stripe du magasin ne suffisait pas. Le client n’a rien reçu. Approvisionnez le solde dans le Dashboard Stripe, puis remboursez de nouveau.</translation>
    </message>
    <message>
        <source>The card’s bank refused the refund. The customer got nothing. Give the money back another way.</source>
        <translation>La banque de la carte a refusé le remboursement. Le client n’a rien reçu. Rendez l’argent autrement.</translation>
    </message>
    <message>
        <source>The customer’s bank took the payment back before the refund was done, so the refund was dropped. Do not refund again. Answer the dispute in the Stripe Dashboard.</source>
        <translation>La banque du client a repris le paiement avant la fin du remboursement, qui a donc été abandonné. Ne remboursez pas de nouveau. Répondez au litige dans le Dashboard Stripe.</translation>
    </message>
    <message>
        <source>The refund was stopped from the Stripe Dashboard. The customer got nothing. Start again if it is still owed.</source>
        <translation>Le remboursement a été arrêté depuis le Dashboard Stripe. Le client n’a rien reçu. Recommencez s’il est encore dû.</translation>
    </message>
    <message>
        <source>This is more than what is held. No money was taken. Choose at most {largest}.</source>
        <translation>C’est plus que le montant bloqué. Aucun argent n’a été encaissé. Choisissez au plus {largest}.</translation>
    </message>
    <message>
        <source>Another till had already taken a part of what was held, and the rest was released. No more can be taken. The amount shown is what was taken.</source>
        <translation>Une autre caisse avait déjà encaissé une partie du montant bloqué, et le reste a été libéré. Rien de plus ne peut être encaissé. Le montant affiché est celui qui a été encaissé.</translation>
    </message>
    <message>
        <source>Nothing is held for this amount any more. No money moved. Look at the payment’s last outcome.</source>
        <translation>Plus rien n’est bloqué pour ce montant. Aucun argent n’a bougé. Regardez le dernier résultat du paiement.</translation>
    </message>
    <message>
        <source>The bank no longer holds this amount. Nothing was taken. Charge the card again if it is still owed.</source>
        <translation>La banque ne bloque plus ce montant. Rien n’a été encaissé. Débitez de nouveau la carte s’il est encore dû.</translation>
    </message>
    <message>
        <source>The card is no longer saved, or has expired. Nothing was changed: a hold that stood still stands. Have the customer pay, or hold the amount on another card.</source>
        <translation>La carte n’est plus enregistrée ou a expiré. Rien n’a changé&#xa0;: un blocage en cours le reste. Faites payer le client, ou bloquez le montant sur une autre carte.</translation>
    </message>
    <message>
        <source>It is not known whether the old hold was released, so nothing new is held. No money was taken. Open the payment and press “Check now”, then hold it again.</source>
        <translation>On ne sait pas si l’ancien blocage a été levé&#xa0;; rien de nouveau n’est donc bloqué. Rien n’a été encaissé. Ouvrez le paiement, appuyez sur «&#xa0;Vérifier maintenant&#xa0;», puis bloquez de nouveau.</translation>
    </message>
    <message>
        <source>The held amount was already taken, so it can’t be released. Refund the payment if the money is to go back.</source>
        <translation>Le montant bloqué a déjà été encaissé et ne peut plus être libéré. Remboursez le paiement si l’argent doit être rendu.</translation>
    </message>
    <message>
        <source>This computer’s clock is {hours} hours wrong, so nothing was started. No money moved. Set its date and time right, then try again.</source>
        <translation>L’horloge de cet ordinateur est fausse de {hours}&#xa0;heures, donc rien n’a commencé. Aucun argent n’a bougé. Réglez la date et l’heure, puis réessayez.</translation>
    </message>
    <message>
        <source>The till’s books came back from a copy and are being completed from Stripe. No money moves until then. Check the network and try again in a minute.</source>
        <translation>Les comptes de la caisse viennent d’une copie et sont complétés depuis Stripe. Aucun argent ne bouge d’ici là. Vérifiez le réseau et réessayez dans une minute.</translation>
    </message>
    <message>
        <source>The till’s books came back from a copy a moment ago, and a refund asked for just before may still arrive. Nothing was given back now. Refund in twenty minutes; everything else works.</source>
        <translation>Les comptes de la caisse viennent d’une copie depuis peu, et un remboursement demandé juste avant peut encore arriver. Rien n’a été remboursé maintenant. Remboursez dans vingt minutes&#xa0;; tout le reste fonctionne.</translation>
    </message>
    <message>
        <source>The amount is zero. Type how much of it, or choose “All of it”.</source>
        <translation>Le montant est nul. Saisissez combien, ou choisissez «&#xa0;Tout&#xa0;».</translation>
    </message>
    <message>
        <source>The amount is below zero. Type how much of it, without a minus sign.</source>
        <translation>Le montant est négatif. Saisissez combien, sans signe moins.</translation>
    </message>
    <message>
        <source>An earlier refund of this payment, or the end of its hold, is not clear yet, so no other can start. Nothing more moved. Choose “Check now”.</source>
        <translation>Un remboursement précédent de ce paiement, ou la fin de son blocage, n’est pas encore certain&#xa0;: rien d’autre ne peut commencer. Rien de plus n’a bougé. Choisissez «&#xa0;Vérifier maintenant&#xa0;».</translation>
    </message>
    <message>
        <source>There is nothing in this file. Choose another one.</source>
        <translation>Ce fichier ne contient rien. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The first line of this file can’t be read as the names of columns. Save it again as CSV, with a first line such as: Name, E-mail, Phone.</source>
        <translation>La première ligne de ce fichier ne se lit pas comme des noms de colonnes. Enregistrez-le à nouveau en CSV, avec une première ligne comme : Nom, E-mail, Téléphone.</translation>
    </message>
    <message>
        <source>This file has more than {limit} columns. Leave only those of the customers.</source>
        <translation>Ce fichier a plus de {limit} colonnes. N’y laissez que celles des clients.</translation>
    </message>
    <message>
        <source>No column says who a customer is. Choose at least one that becomes the name, the e-mail address or the phone number.</source>
        <translation>Aucune colonne ne dit qui est le client. Choisissez-en au moins une qui devienne le nom, l’adresse e-mail ou le numéro de téléphone.</translation>
    </message>
    <message>
        <source>An import is under way. Pause it first, then choose another file.</source>
        <translation>Une importation est en cours. Suspendez-la d’abord, puis choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>The file {file} can’t be read ({reason}). No customer was created. Close it where it is open, or choose another file.</source>
        <translation>Le fichier {file} ne peut pas être lu ({reason}). Aucun client n’a été créé. Fermez-le là où il est ouvert, ou choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>The file {file} could not be written ({reason}). A file of that name from before is as it was. Choose another folder or free some space.</source>
        <translation>Le fichier {file} n’a pas pu être écrit ({reason}). Un fichier antérieur du même nom est resté tel quel. Choisissez un autre dossier ou libérez de la place.</translation>
    </message>
    <message>
        <source>None of the chosen columns has anything in this row.</source>
        <translation>Aucune des colonnes choisies n’est remplie dans cette ligne.</translation>
    </message>
    <message>
        <source>This row has more cells than the file has columns.</source>
        <translation>Cette ligne a plus de cases que le fichier n’a de colonnes.</translation>
    </message>
    <message>
        <source>This row holds characters that can’t be read.</source>
        <translation>Cette ligne contient des caractères illisibles.</translation>
    </message>
    <message>
        <source>This row is far too long for a customer.</source>
        <translation>Cette ligne est bien trop longue pour un client.</translation>
    </message>
    <message>
        <source>A quotation mark in this row is not closed, or stands where none may.</source>
        <translation>Un guillemet de cette ligne n’est pas fermé, ou se trouve là où il ne peut pas être.</translation>
    </message>
    <message>
        <source>This row fits several customers who are there already: {names}. Nothing was changed.</source>
        <translation>Cette ligne correspond à plusieurs clients déjà présents : {names}. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Somebody else has this phone, e-mail or number already: {name}. Nothing was created or changed.</source>
        <translation>Quelqu’un d’autre a déjà ce téléphone, cet e-mail ou ce numéro : {name}. Rien n’a été créé ni modifié.</translation>
    </message>
    <message>
        <source>Row {row} has the same phone, e-mail or number and another name. Only that one was imported.</source>
        <translation>La ligne {row} a le même téléphone, e-mail ou numéro et un autre nom. Elle seule a été importée.</translation>
    </message>
    <message>
        <source>This row repeats row {row}, which could not be imported.</source>
        <translation>Cette ligne répète la ligne {row}, qui n’a pas pu être importée.</translation>
    </message>
    <message>
        <source>Stripe refused this customer: {message}</source>
        <translation>Stripe a refusé ce client : {message}</translation>
    </message>
    <message>
        <source>Stripe failed at this row each time, and has no such customer. Import it again later.</source>
        <translation>Stripe a échoué à chaque essai pour cette ligne et n’a pas ce client. Importez-la à nouveau plus tard.</translation>
    </message>
    <message>
        <source>This search finds more than {limit} customers. Nothing was written. Narrow it down, or export all customers.</source>
        <translation>Cette recherche trouve plus de {limit} clients. Rien n’a été écrit. Précisez-la, ou exportez tous les clients.</translation>
    </message>
    <message>
        <source>The customer isn’t here, so charging their card needs their agreement. Nothing was charged. Get an agreement first, or charge while they are here.</source>
        <translation>Le client n’est pas là&#xa0;: pour débiter sa carte, il faut son accord. Rien n’a été débité. Obtenez d’abord un accord, ou débitez quand il est là.</translation>
    </message>
    <message>
        <source>This till doesn’t know that agreement. Nothing was charged. Get a new agreement.</source>
        <translation>Cette caisse ne connaît pas cet accord. Rien n’a été débité. Obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>Another customer gave this agreement. Nothing was charged. Get an agreement from this one.</source>
        <translation>C’est un autre client qui a donné cet accord. Rien n’a été débité. Obtenez un accord de celui-ci.</translation>
    </message>
    <message>
        <source>The customer ended this agreement. Nothing more was charged. Get a new agreement.</source>
        <translation>Le client a mis fin à cet accord. Rien de plus n’a été débité. Obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>This card is no longer saved, so the agreement doesn’t cover it any more. Nothing more was charged. Get a new agreement.</source>
        <translation>Cette carte n’est plus enregistrée, l’accord ne la couvre donc plus. Rien de plus n’a été débité. Obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>The customer agreed to something else than this charge. Nothing was charged. Get a new agreement.</source>
        <translation>Le client a donné son accord pour autre chose que ce débit. Rien n’a été débité. Obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>The customer agreed to charges in {currency} only. Nothing was charged. Get a new agreement.</source>
        <translation>Le client n’a donné son accord que pour des débits en {currency}. Rien n’a été débité. Obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>The customer agreed to charges on another card only. Nothing was charged. Choose that card, or get a new agreement.</source>
        <translation>Le client n’a donné son accord que pour une autre carte. Rien n’a été débité. Choisissez cette carte, ou obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>The customer agreed to charges from {earliest} on. Nothing was charged. Wait until then, or get a new agreement.</source>
        <translation>Le client a donné son accord pour des débits à partir du {earliest}. Rien n’a été débité. Attendez cette date, ou obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>The customer agreed to charges until {latest} only. Nothing was charged. Get a new agreement.</source>
        <translation>Le client n’a donné son accord que pour des débits jusqu’au {latest}. Rien n’a été débité. Obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>The time the customer agreed to is over. Nothing more was charged. Get a new agreement.</source>
        <translation>La période prévue par l’accord est terminée. Rien de plus n’a été débité. Obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>By what the customer agreed to, the next charge comes on {next} at the earliest. Nothing was charged. Wait until then, or get a new agreement.</source>
        <translation>D’après l’accord du client, le prochain débit vient au plus tôt le {next}. Rien n’a été débité. Attendez cette date, ou obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>Every charge the customer agreed to is made or under way (charges agreed to: {count}). Nothing more was charged. Get a new agreement.</source>
        <translation>Tous les débits pour lesquels le client a donné son accord sont faits ou en cours (débits prévus&#xa0;: {count}). Rien de plus n’a été débité. Obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>The customer agreed to at most {cap} in one charge. Nothing was charged. Charge less, or get a new agreement.</source>
        <translation>Le client a donné son accord pour {cap} au plus par débit. Rien n’a été débité. Débitez moins, ou obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>This is more than what is left of what the customer agreed to: {left}. Nothing was charged. Charge less, or get a new agreement.</source>
        <translation>Cela dépasse le montant encore couvert par l’accord&#xa0;: {left}. Rien n’a été débité. Débitez moins, ou obtenez un nouvel accord.</translation>
    </message>
    <message>
        <source>Another till noted something about this customer’s agreements, and Stripe doesn’t tell what. Nothing was charged. Check the network, then try again.</source>
        <translation>Une autre caisse a noté quelque chose sur les accords de ce client, et Stripe ne dit pas quoi. Rien n’a été débité. Vérifiez le réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>Another till noted something about these agreements, and Stripe doesn’t tell what. Some may be missing here, or have ended. Nothing is charged until it is known.</source>
        <translation>Une autre caisse a noté quelque chose sur ces accords, et Stripe ne dit pas quoi. Certains manquent peut-être ici, ou ont pris fin. Rien n’est débité tant qu’on ne le sait pas.</translation>
    </message>
    <message>
        <source>This card is no longer saved at Stripe. No money moved. Open the customer again to see their cards.</source>
        <translation>Cette carte n’est plus enregistrée chez Stripe. Aucun argent n’a bougé. Rouvrez le client pour voir ses cartes.</translation>
    </message>
    <message>
        <source>The customer hasn’t agreed to see this card again, so it isn’t shown. No money moved. They can tick the box at their next payment.</source>
        <translation>Le client n’a pas accepté de revoir cette carte, elle n’est donc pas proposée. Aucun argent n’a bougé. Il peut cocher la case à son prochain paiement.</translation>
    </message>
    <message>
        <source>A payment on this card is under way or not known yet. No money moved by this. Find out about the payment first, then remove the card.</source>
        <translation>Un paiement sur cette carte est en cours, ou son issue n’est pas encore connue. Cet essai n’a fait bouger aucun argent. Éclaircissez d’abord le paiement, puis retirez la carte.</translation>
    </message>
    <message>
        <source>An amount is held on this card. No money moved by this. Take or release it first, then remove the card.</source>
        <translation>Un montant est bloqué sur cette carte. Cet essai n’a fait bouger aucun argent. Encaissez-le ou libérez-le d’abord, puis retirez la carte.</translation>
    </message>
    <message>
        <source>Type the most that one charge may take.</source>
        <translation>Saisissez le montant maximal d’un débit.</translation>
    </message>
    <message>
        <source>All charges together can’t be less than one of them. Type at least {cap}.</source>
        <translation>Tous les débits ensemble ne peuvent pas faire moins qu’un seul. Saisissez au moins {cap}.</translation>
    </message>
    <message>
        <source>Type how many charges there may be, at least 1.</source>
        <translation>Saisissez combien de débits il peut y avoir, au moins 1.</translation>
    </message>
    <message>
        <source>The last day is before the first one. Choose a later last day.</source>
        <translation>Le dernier jour est avant le premier. Choisissez un dernier jour plus tardif.</translation>
    </message>
    <message>
        <source>The number of days is too small. Type 0 or more, and at least 1 for money back.</source>
        <translation>Le nombre de jours est trop petit. Saisissez 0 ou plus, et au moins 1 pour un remboursement.</translation>
    </message>
    <message>
        <source>The customer didn’t tick this, so nothing was agreed. Their card is not charged while they are away.</source>
        <translation>Le client n’a pas coché cette case&#xa0;: rien n’est convenu. Sa carte n’est pas débitée en son absence.</translation>
    </message>
    <message>
        <source>An agreement on paper needs the number on the paper, and one given on the page has none. Nothing was recorded.</source>
        <translation>Un accord sur papier exige le numéro du papier, et un accord donné sur la page n’en a pas. Rien n’a été enregistré.</translation>
    </message>
    <message>
        <source>This is too long or has signs that can’t be printed: at most {limit} characters, on one line.</source>
        <translation>C’est trop long, ou il y a des signes qui ne s’impriment pas&#xa0;: au plus {limit} caractères, sur une ligne.</translation>
    </message>
    <message>
        <source>This charge was not made under that agreement. No money moved by this. Choose the agreement it was made under.</source>
        <translation>Ce débit n’a pas été fait au titre de cet accord. Cet essai n’a fait bouger aucun argent. Choisissez l’accord au titre duquel il a été fait.</translation>
    </message>
    <message>
        <source>The wording “{version}” of agreements isn’t complete, so it can’t be used. No money moved by this. Missing or unknown: {missing}</source>
        <translation>Le texte d’accord «&#xa0;{version}&#xa0;» n’est pas complet et ne peut donc pas servir. Cet essai n’a fait bouger aucun argent. Manquant ou inconnu&#xa0;: {missing}</translation>
    </message>
    <message>
        <source>The file {file} of the wording “{version}” can’t be read. No money moved by this. Put it right, then try again.</source>
        <translation>Le fichier {file} du texte d’accord «&#xa0;{version}&#xa0;» ne peut pas être lu. Cet essai n’a fait bouger aucun argent. Corrigez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>The wording “{version}” of agreements isn’t on this till. No money moved by this. Choose another one in the settings.</source>
        <translation>Le texte d’accord «&#xa0;{version}&#xa0;» n’est pas sur cette caisse. Cet essai n’a fait bouger aucun argent. Choisissez-en un autre dans les réglages.</translation>
    </message>
    <message>
        <source>An agreement names the shop. No money moved by this. Type the shop’s name in the settings first.</source>
        <translation>Un accord nomme le magasin. Cet essai n’a fait bouger aucun argent. Saisissez d’abord le nom du magasin dans les réglages.</translation>
    </message>
    <message>
        <source>The wording needs a figure that this sale doesn’t have ({figure}), so there is no agreement. No money moved by this.</source>
        <translation>Le texte exige une information que cette vente n’a pas ({figure})&#xa0;: il n’y a donc pas d’accord. Cet essai n’a fait bouger aucun argent.</translation>
    </message>
    <message>
        <source>“{version}” is the name of a wording that came with the till. Give the shop’s own another name.</source>
        <translation>«&#xa0;{version}&#xa0;» est le nom d’un texte fourni avec la caisse. Donnez un autre nom à celui du magasin.</translation>
    </message>
    <message>
        <source>The wording “{version}” doesn’t say how often a card is charged, as agreements must by now. It stays for what was agreed in it; choose another for new ones.</source>
        <translation>Le texte d’accord «&#xa0;{version}&#xa0;» ne dit pas à quel rythme une carte est débitée, comme il le faut désormais. Il reste pour les accords déjà donnés&#xa0;; choisissez-en un autre pour les nouveaux.</translation>
    </message>
    <message>
        <source>“{folder}” could not be written ({reason}). Nothing was changed. Check the disk, then try again.</source>
        <translation>«&#xa0;{folder}&#xa0;» n’a pas pu être écrit ({reason}). Rien n’a changé. Vérifiez le disque, puis réessayez.</translation>
    </message>
    <message>
        <source>This till knows no agreement that this payment was charged under or came with, so it has nothing to prove. Nothing was sent. If you have other proof, answer in the Stripe Dashboard before the last day.</source>
        <translation>Cette caisse ne connaît aucun accord pour ce paiement, donc elle n’a rien à prouver. Rien n’a été envoyé. Si vous avez d’autres preuves, répondez dans le Dashboard Stripe avant le dernier jour.</translation>
    </message>
    <message>
        <source>The bank has evidence about this dispute already, so nothing more was sent. Wait for its decision.</source>
        <translation>La banque a déjà des preuves pour ce litige, donc rien de plus n’a été envoyé. Attendez sa décision.</translation>
    </message>
    <message>
        <source>This dispute is decided, so nothing more was sent. No money moved.</source>
        <translation>Ce litige est décidé, donc rien de plus n’a été envoyé. L’argent n’a pas bougé.</translation>
    </message>
    <message>
        <source>The last day to answer was {due_by}, so nothing was sent. No money moved. Ask Stripe’s support whether the bank still takes it.</source>
        <translation>Le dernier jour pour répondre était le {due_by}, donc rien n’a été envoyé. L’argent n’a pas bougé. Demandez à l’assistance de Stripe si la banque accepte encore.</translation>
    </message>
    <message>
        <source>Stripe did not take the files, so the bank has nothing yet. No money moved. Check the network, then submit again.</source>
        <translation>Stripe n’a pas pris les fichiers, donc la banque n’a encore rien. L’argent n’a pas bougé. Vérifiez le réseau, puis envoyez de nouveau.</translation>
    </message>
    <message>
        <source>Stripe did not say whether it took the evidence. No money moved. Choose “Ask Stripe again”; if it still waits for an answer then, submit again: it can only arrive once.</source>
        <translation>Stripe n’a pas dit s’il a pris les preuves. L’argent n’a pas bougé. Choisissez « Redemander à Stripe » ; si le litige attend encore une réponse, envoyez de nouveau : cela ne peut arriver qu’une fois.</translation>
    </message>
    <message>
        <source>The file {file} could not be written ({reason}). No money moved. Choose another folder or free some space.</source>
        <translation>Le fichier {file} n’a pas pu être écrit ({reason}). L’argent n’a pas bougé. Choisissez un autre dossier ou libérez de la place.</translation>
    </message>
    <message>
        <source>The printer did not take it, so nothing was printed. No money moved. Look at the printer, then print again, or save it as PDF.</source>
        <translation>L’imprimante ne l’a pas pris, donc rien n’est imprimé. L’argent n’a pas bougé. Regardez l’imprimante, puis imprimez de nouveau, ou enregistrez en PDF.</translation>
    </message>
    <message>
        <source>No mail program opened on this computer, so nothing was sent. The file {file} is saved: send it from another program, or print it.</source>
        <translation>Aucune messagerie ne s’est ouverte sur cet ordinateur, donc rien n’est parti. Le fichier {file} est enregistré : envoyez-le depuis un autre programme, ou imprimez-le.</translation>
    </message>
    <message>
        <source>The number on the paper is a P and nine figures. Nothing was recorded. Type it as it is printed, or scan the bar code.</source>
        <translation>Le numéro du papier est un P et neuf chiffres. Rien n’est enregistré. Saisissez-le comme il est imprimé, ou scannez le code-barres.</translation>
    </message>
    <message>
        <source>This till printed no paper with that number. Nothing was recorded. Check the number, or print a new paper and have it signed.</source>
        <translation>Cette caisse n’a imprimé aucun papier de ce numéro. Rien n’est enregistré. Vérifiez le numéro, ou imprimez un nouveau papier et faites-le signer.</translation>
    </message>
    <message>
        <source>This paper was printed for another customer. Nothing was recorded. Open that customer, or print a new paper.</source>
        <translation>Ce papier a été imprimé pour un autre client. Rien n’est enregistré. Ouvrez ce client, ou imprimez un nouveau papier.</translation>
    </message>
    <message>
        <source>The paper says that {prepaid} are paid now. Nothing was recorded. Take that amount, or print a new paper.</source>
        <translation>Le papier dit que {prepaid} sont payés maintenant. Rien n’est enregistré. Encaissez ce montant, ou imprimez un nouveau papier.</translation>
    </message>
    <message>
        <source>What this paper allows was over on {latest}. Nothing was recorded. Print a new paper.</source>
        <translation>Ce que ce papier permet a pris fin le {latest}. Rien n’est enregistré. Imprimez un nouveau papier.</translation>
    </message>
    <message>
        <source>The card on this paper is no longer saved. Nothing was recorded. Print a new paper for another card.</source>
        <translation>La carte de ce papier n’est plus enregistrée. Rien n’est enregistré. Imprimez un nouveau papier pour une autre carte.</translation>
    </message>
    <message>
        <source>An agreement with paper {number} was recorded already, or is just being paid for. One paper is one agreement. Nothing more was recorded. Print a new paper.</source>
        <translation>Un accord avec le papier {number} est déjà enregistré, ou son paiement est en cours. Un papier vaut un seul accord. Rien de plus n’est enregistré. Imprimez un nouveau papier.</translation>
    </message>
    <message>
        <source>This is due on {on} only. Nothing was charged.</source>
        <translation>Ce n’est dû que le {on}. Rien n’a été débité.</translation>
    </message>
    <message>
        <source>No saved card can be charged for it. Nothing was charged. Let the customer pay on their screen or by link.</source>
        <translation>Aucune carte enregistrée ne peut être débitée pour cela. Rien n’a été débité. Laissez le client payer sur son écran ou par lien.</translation>
    </message>
    <message>
        <source>What is due is being collected already. No money moved by this. Wait until it ends.</source>
        <translation>L’encaissement est déjà en cours. Cet essai n’a fait bouger aucun argent. Attendez qu’il se termine.</translation>
    </message>
    <message>
        <source>Stripe stopped answering. Those whose turn had not come were not charged; what is not known is found out by itself. Check the network before you collect again.</source>
        <translation>Stripe ne répond plus. Ceux dont le tour n’était pas venu n’ont pas été débités&#xa0;; ce qui n’est pas connu se vérifie tout seul. Vérifiez le réseau avant d’encaisser de nouveau.</translation>
    </message>
    <message>
        <source>Something broke off while this was charged. If money moved, it shows by itself. Don’t charge it another way until it does.</source>
        <translation>Une interruption s’est produite pendant ce débit. Si de l’argent a bougé, cela apparaîtra tout seul. D’ici là, ne débitez pas autrement.</translation>
    </message>
    <message>
        <source>Nobody can say yet whether it is being paid at this moment, so nothing was changed. Check the network, then try again.</source>
        <translation>On ne peut pas encore dire si le paiement est en train de se faire&#xa0;; rien n’a donc été changé. Vérifiez le réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>This sale is not called off. Nothing was given back.</source>
        <translation>Cette vente n’est pas annulée. Rien n’a été rendu.</translation>
    </message>
    <message>
        <source>The customer’s agreement doesn’t allow it, so nothing was changed and no money moved. Ask the customer for a new agreement, or let them pay on their screen.</source>
        <translation>L’accord du client ne le permet pas&#xa0;: rien n’a été changé et aucun argent n’a bougé. Demandez-lui un nouvel accord, ou laissez-le payer sur son écran.</translation>
    </message>
    <message>
        <source>No link is open for it. Nothing was charged by one.</source>
        <translation>Aucun lien n’est ouvert pour cela. Rien n’a été débité par un lien.</translation>
    </message>
    <message>
        <source>The customer gave no agreement to charge it later.</source>
        <translation>Le client n’a pas donné d’accord pour un débit plus tard.</translation>
    </message>
    <message>
        <source>The agreement was given at another till; this one has yet to learn of it.</source>
        <translation>L’accord a été donné à une autre caisse&#xa0;; celle-ci ne le connaît pas encore.</translation>
    </message>
    <message>
        <source>The card is not saved any more.</source>
        <translation>La carte n’est plus enregistrée.</translation>
    </message>
    <message>
        <source>The card expires before that day, on {last_day}.</source>
        <translation>La carte expire avant ce jour, le {last_day}.</translation>
    </message>
    <message>
        <source>The bank declined this card for good: it needs another one.</source>
        <translation>La banque a refusé cette carte définitivement&#xa0;: il en faut une autre.</translation>
    </message>
    <message>
        <source>The bank wants the customer to confirm: on their screen or by link.</source>
        <translation>La banque veut que le client confirme&#xa0;: sur son écran ou par lien.</translation>
    </message>
    <message>
        <source>Stripe took money that the sale doesn’t show yet. No money is lost.</source>
        <translation>Stripe a prélevé de l’argent que la vente n’affiche pas encore. Rien n’est perdu.</translation>
    </message>
    <message>
        <source>The sale shows a payment that Stripe doesn’t have. No money moved for it.</source>
        <translation>La vente affiche un paiement que Stripe n’a pas. Aucun argent n’a bougé pour lui.</translation>
    </message>
    <message>
        <source>The sale shows another amount than Stripe has. Stripe’s is what counts.</source>
        <translation>La vente affiche un autre montant que Stripe. C’est celui de Stripe qui compte.</translation>
    </message>
    <message>
        <source>Stripe took this for a sale that is noted nowhere and that this till doesn’t know as completed. The customer’s money is at Stripe, and is not in the total above. Look the payment up at Stripe: hand over what it was for, or give it back.</source>
        <translation>Stripe a encaissé ceci pour une vente qui n’est notée nulle part et que cette caisse ne sait pas terminée. L’argent du client est chez Stripe et ne figure pas dans le total ci-dessus. Cherchez le paiement chez Stripe : remettez ce pour quoi il a été fait, ou rendez-le.</translation>
    </message>
    <message>
        <source>Type a share of the total between 0 and 100, or an amount.</source>
        <translation>Saisissez une part du total entre 0 et 100, ou un montant.</translation>
    </message>
    <message>
        <source>Type a day, as 31/12/2026.</source>
        <translation>Saisissez un jour, comme 31/12/2026.</translation>
    </message>
    <message>
        <source>Type a day after today.</source>
        <translation>Saisissez un jour après aujourd’hui.</translation>
    </message>
    <message>
        <source>This deposit is less than a card can pay. The least is {smallest}.</source>
        <translation>Cet acompte est inférieur à ce qu’une carte peut payer. Le minimum est {smallest}.</translation>
    </message>
    <message>
        <source>What is left for later is less than a card can pay. Leave at least {smallest}, or take all of it now.</source>
        <translation>Ce qui reste pour plus tard est inférieur à ce qu’une carte peut payer. Laissez au moins {smallest}, ou prenez tout maintenant.</translation>
    </message>
    <message>
        <source>Type how many instalments, from 2 to {most}.</source>
        <translation>Saisissez le nombre d’échéances, de 2 à {most}.</translation>
    </message>
    <message>
        <source>Each instalment would be less than a card can pay. The least is {smallest}: choose fewer.</source>
        <translation>Chaque échéance serait inférieure à ce qu’une carte peut payer. Le minimum est {smallest}&#xa0;: choisissez-en moins.</translation>
    </message>
    <message>
        <source>“{line}” has no price. Write what was sold, then its price: Table 300</source>
        <translation>«&#xa0;{line}&#xa0;» n’a pas de prix. Écrivez l’article, puis son prix&#xa0;: Table 300</translation>
    </message>
    <message>
        <source>These come to {sum}, but the total is {total}. Correct one of them.</source>
        <translation>La somme est {sum}, mais le total est {total}. Corrigez l’un des deux.</translation>
    </message>
    <message>
        <source>What was sold doesn’t add up to {total}. Correct the prices or the total.</source>
        <translation>Les articles ne font pas {total}. Corrigez les prix ou le total.</translation>
    </message>
    <message>
        <source>The reference is too long: at most {limit} characters.</source>
        <translation>La référence est trop longue&#xa0;: {limit} caractères au plus.</translation>
    </message>
    <message>
        <source>The note is too long: at most {limit} characters.</source>
        <translation>La note est trop longue&#xa0;: {limit} caractères au plus.</translation>
    </message>
    <message>
        <source>Say in a few words why the sale is called off.</source>
        <translation>Dites en quelques mots pourquoi la vente est annulée.</translation>
    </message>
    <message>
        <source>The reason is too long: at most {limit} characters.</source>
        <translation>Le motif est trop long&#xa0;: {limit} caractères au plus.</translation>
    </message>
    <message>
        <source>This is more than Stripe can note for one sale. Nothing was charged. Use a shorter note, fewer lines or fewer instalments.</source>
        <translation>C’est plus que ce que Stripe peut noter pour une vente. Rien n’a été débité. Raccourcissez la note, ou mettez moins d’articles ou d’échéances.</translation>
    </message>
    <message>
        <source>This customer has as many open sales as Stripe can note. Nothing was charged. Finish or call off one of them first.</source>
        <translation>Ce client a autant de ventes en cours que Stripe peut en noter. Rien n’a été débité. Terminez ou annulez d’abord l’une d’elles.</translation>
    </message>
    <message>
        <source>Stripe did not say whether it noted this. No money moved. Check the network, look at the sale again, then try once more: it is noted only once.</source>
        <translation>Stripe n’a pas dit s’il l’a noté. Aucun argent n’a bougé. Vérifiez le réseau, regardez de nouveau la vente, puis réessayez&#xa0;: ce n’est noté qu’une fois.</translation>
    </message>
    <message>
        <source>This till doesn’t know that sale yet. No money moved. Wait until it has fetched the customers, then look again.</source>
        <translation>Cette caisse ne connaît pas encore cette vente. Aucun argent n’a bougé. Attendez qu’elle ait chargé les clients, puis regardez de nouveau.</translation>
    </message>
    <message>
        <source>This sale has ended at another till: it is paid or called off. Nothing was changed and no money moved now. Its payments are in the customer’s list.</source>
        <translation>Cette vente s’est terminée à une autre caisse&#xa0;: elle est payée ou annulée. Rien n’a été changé et aucun argent n’a bougé maintenant. Ses paiements sont dans la liste du client.</translation>
    </message>
    <message>
        <source>This sale is over. Nothing was changed and no money moved.</source>
        <translation>Cette vente est terminée. Rien n’a été changé et aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>Somebody changed this sale at another till first, so your change was not made. No money moved. Look at it as it is now, then decide again.</source>
        <translation>Quelqu’un a changé cette vente en premier à une autre caisse&#xa0;; votre changement n’a pas été fait. Aucun argent n’a bougé. Regardez-la telle qu’elle est, puis décidez de nouveau.</translation>
    </message>
    <message>
        <source>This part is paid already. Nothing was charged or changed now.</source>
        <translation>Cette part est déjà payée. Rien n’a été débité ni changé maintenant.</translation>
    </message>
    <message>
        <source>This part is called off, so nothing is charged for it.</source>
        <translation>Cette part est annulée&#xa0;: rien n’est débité pour elle.</translation>
    </message>
    <message>
        <source>This part belongs to another sale. Nothing was changed and no money moved.</source>
        <translation>Cette part appartient à une autre vente. Rien n’a été changé et aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>What goes back and what is kept must be {held} together. Nothing was called off and no money moved. Look at the sale again.</source>
        <translation>Ce qui est rendu et ce qui est gardé doivent faire {held} ensemble. Rien n’a été annulé et aucun argent n’a bougé. Regardez de nouveau la vente.</translation>
    </message>
    <message>
        <source>Nobody is signed in, so nothing was done and no money moved. Sign in first.</source>
        <translation>Personne n’est à la caisse&#xa0;: rien n’a été fait et aucun argent n’a bougé. Ouvrez d’abord la caisse avec votre code.</translation>
    </message>
    <message>
        <source>You may not do this alone, so nothing was done and no money moved. Ask somebody who may to approve it.</source>
        <translation>Vous ne pouvez pas le faire sans accord&#xa0;: rien n’a été fait et aucun argent n’a bougé. Demandez l’accord d’une personne qui le peut.</translation>
    </message>
    <message>
        <source>It was not approved, so nothing was done and no money moved.</source>
        <translation>L’accord n’a pas été donné&#xa0;: rien n’a été fait et aucun argent n’a bougé.</translation>
    </message>
    <message>
        <source>You may not do this, so nothing was changed. Ask a manager or an owner.</source>
        <translation>Vous n’en avez pas le droit&#xa0;: rien n’a été modifié. Adressez-vous à un responsable ou à un propriétaire.</translation>
    </message>
    <message>
        <source>Only an owner may do this, so nothing was changed. Ask an owner.</source>
        <translation>Seul un propriétaire peut le faire&#xa0;: rien n’a été modifié. Adressez-vous à lui.</translation>
    </message>
    <message>
        <source>They may not do this themselves, so they can’t approve it. Choose somebody else.</source>
        <translation>Cette personne n’en a pas le droit elle-même et ne peut pas l’approuver. Choisissez quelqu’un d’autre.</translation>
    </message>
    <message>
        <source>This person no longer works here. Choose somebody else.</source>
        <translation>Cette personne ne travaille plus ici. Choisissez quelqu’un d’autre.</translation>
    </message>
    <message>
        <source>This is not the right PIN. Tries left: {left}.</source>
        <translation>Ce n’est pas le bon code. Essais restants&#xa0;: {left}.</translation>
    </message>
    <message>
        <source>Too many wrong PINs: {name} is locked. A manager can unlock them in the settings, under People.</source>
        <translation>Trop de codes faux&#xa0;: {name} est bloqué. Un responsable peut débloquer dans les réglages, sous Équipe.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. The next try is possible in {minutes} min; another owner can unlock them at once in the settings, under People.</source>
        <translation>Trop de codes faux. Le prochain essai est possible dans {minutes} min&#xa0;; un autre propriétaire peut débloquer tout de suite dans les réglages, sous Équipe.</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Saisissez un nom.</translation>
    </message>
    <message>
        <source>The name is too long: at most {most} characters.</source>
        <translation>Le nom est trop long&#xa0;: {most} caractères au plus.</translation>
    </message>
    <message>
        <source>Somebody here has this name already. Add an initial, for example.</source>
        <translation>Quelqu’un porte déjà ce nom ici. Ajoutez une initiale, par exemple.</translation>
    </message>
    <message>
        <source>A PIN has {least} to {most} figures.</source>
        <translation>Un code a de {least} à {most} chiffres.</translation>
    </message>
    <message>
        <source>This PIN is among the first that somebody would try. Choose figures that neither repeat nor follow each other.</source>
        <translation>Ce code est parmi les premiers qu’on essaierait. Choisissez des chiffres qui ne se répètent ni ne se suivent.</translation>
    </message>
    <message>
        <source>The two PINs are not the same. Type it again.</source>
        <translation>Les deux codes diffèrent. Tapez-le encore une fois.</translation>
    </message>
    <message>
        <source>The till needs an owner, so nothing was changed. Make somebody else an owner first.</source>
        <translation>Il faut un propriétaire à la caisse&#xa0;: rien n’a été modifié. Donnez d’abord ce rôle à quelqu’un d’autre.</translation>
    </message>
    <message>
        <source>An owner may do everything, which can’t be changed.</source>
        <translation>Un propriétaire a tous les droits, cela ne se change pas.</translation>
    </message>
    <message>
        <source>This till has staff already. Sign in instead.</source>
        <translation>Cette caisse a déjà une équipe. Ouvrez-la avec votre code.</translation>
    </message>
    <message>
        <source>The file could not be written: {reason}. Choose another folder.</source>
        <translation>Le fichier n’a pas pu être écrit&#xa0;: {reason}. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Shift {number} is open already. Nothing was opened twice, and no money moved. Close it first.</source>
        <translation>Le service {number} est déjà ouvert. Rien n’a été ouvert deux fois, et aucun argent n’a bougé. Fermez-le d’abord.</translation>
    </message>
    <message>
        <source>No shift is open. Nothing was closed, and no money moved. Open one first.</source>
        <translation>Aucun service n’est ouvert. Rien n’a été fermé, et aucun argent n’a bougé. Ouvrez-en un d’abord.</translation>
    </message>
    <message>
        <source>This shift was closed meanwhile; shift {number} is open now. Nothing was closed twice. Look at the figures again.</source>
        <translation>Ce service a été fermé entre-temps ; le service {number} est ouvert maintenant. Rien n’a été fermé deux fois. Regardez les chiffres à nouveau.</translation>
    </message>
    <message>
        <source>{file} was not written: {reason}. The report itself is kept in the till. Choose another folder.</source>
        <translation>{file} n’a pas été écrit : {reason}. Le rapport lui-même reste dans la caisse. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>The till’s key may not do this at Stripe. Nothing was charged. Ask whoever manages the Stripe account to allow it ({permission}).</source>
        <translation>La clé de la caisse n’a pas ce droit chez Stripe. Rien n’a été débité. Demandez à la personne qui gère le compte Stripe de l’accorder ({permission}).</translation>
    </message>
    <message>
        <source>There is no key here yet. Copy it from the Stripe Dashboard (Developers, API keys) and paste it.</source>
        <translation>Il n’y a pas encore de clé ici. Copiez-la dans le Dashboard Stripe (Développeurs, Clés API) et collez-la.</translation>
    </message>
    <message>
        <source>There is a space or a line break inside, so this is not one key. Copy the key alone and paste it again.</source>
        <translation>Il y a une espace ou un saut de ligne à l’intérieur&#xa0;: ce n’est pas une clé seule. Copiez la clé seule et collez-la de nouveau.</translation>
    </message>
    <message>
        <source>This is not a key of Stripe’s, or a part of it is missing. Copy it again as a whole: it begins with pk_ or rk_.</source>
        <translation>Ce n’est pas une clé de Stripe, ou il en manque une partie. Copiez-la de nouveau en entier&#xa0;: elle commence par pk_ ou rk_.</translation>
    </message>
    <message>
        <source>This is a secret key; here belongs the publishable one, which begins with pk_. Paste the restricted key into its own field.</source>
        <translation>C’est une clé secrète&#xa0;; ici va la clé publique, qui commence par pk_. Collez la clé restreinte dans son propre champ.</translation>
    </message>
    <message>
        <source>This is a publishable key; here belongs a restricted one, which begins with rk_.</source>
        <translation>C’est une clé publique&#xa0;; ici va une clé restreinte, qui commence par rk_.</translation>
    </message>
    <message>
        <source>This is a test key: no money would move. Leave test mode in the Stripe Dashboard, then copy the key from there.</source>
        <translation>C’est une clé de test&#xa0;: aucun argent ne bougerait. Quittez le mode test dans le Dashboard Stripe, puis copiez la clé.</translation>
    </message>
    <message>
        <source>This key moves real money, and you are setting up a test. Copy the test key, or choose real payments.</source>
        <translation>Cette clé fait bouger de l’argent réel, et vous préparez un essai. Copiez la clé de test, ou choisissez les vrais paiements.</translation>
    </message>
    <message>
        <source>This is the till’s own key again, which keeps nothing apart. Make another restricted key for refunds, or leave this empty.</source>
        <translation>C’est encore la clé de la caisse&#xa0;: rien ne serait séparé. Créez une autre clé restreinte pour les remboursements, ou laissez ce champ vide.</translation>
    </message>
    <message>
        <source>Stripe does not accept this key: it was replaced, removed, or copied with a mistake. Nothing was kept. Copy it again from the Stripe Dashboard.</source>
        <translation>Stripe n’accepte pas cette clé&#xa0;: elle a été remplacée, supprimée ou mal copiée. Rien n’a été gardé. Copiez-la de nouveau dans le Dashboard Stripe.</translation>
    </message>
    <message>
        <source>Stripe gave no clear answer about these keys. No money moved, and nothing was kept or changed. Check the network, then ask again.</source>
        <translation>Stripe n’a pas donné de réponse claire sur ces clés. Aucun argent n’a bougé, rien n’a été gardé ni changé. Vérifiez le réseau, puis demandez de nouveau.</translation>
    </message>
    <message>
        <source>With this key no payment could be taken: it lacks {permissions}. Nothing was kept. Allow it in the Stripe Dashboard (Developers, API keys), then check again.</source>
        <translation>Avec cette clé, aucun paiement ne serait possible&#xa0;: il lui manque {permissions}. Rien n’a été gardé. Accordez-le dans le Dashboard Stripe (Développeurs, Clés API), puis vérifiez de nouveau.</translation>
    </message>
    <message>
        <source>This publishable key is of another Stripe account than the restricted one. Nothing was kept. Copy both from the same account.</source>
        <translation>Cette clé publique n’est pas du même compte Stripe que la clé restreinte. Rien n’a été gardé. Copiez les deux dans le même compte.</translation>
    </message>
    <message>
        <source>This key for refunds is of another Stripe account than the till’s. Nothing was kept. Make it in the same account.</source>
        <translation>Cette clé de remboursement n’est pas du même compte Stripe que celle de la caisse. Rien n’a été gardé. Créez-la dans le même compte.</translation>
    </message>
    <message>
        <source>This key is of another Stripe account than the one this till works with. Nothing was changed, and no money moved. For another account set up a till with a folder of its own.</source>
        <translation>Cette clé est d’un autre compte Stripe que celui de cette caisse. Rien n’a été changé, aucun argent n’a bougé. Pour un autre compte, installez une caisse dans un dossier à part.</translation>
    </message>
    <message>
        <source>Whether this key is of the till’s Stripe account can’t be told: the key before it no longer opens anything. Nothing was changed. If you are certain, say so and try again.</source>
        <translation>Impossible de savoir si cette clé est du compte Stripe de la caisse&#xa0;: la clé précédente n’ouvre plus rien. Rien n’a été changé. Si vous en êtes certain, confirmez-le et réessayez.</translation>
    </message>
    <message>
        <source>This till has no Stripe key yet, so it can take no payment. Set it up first.</source>
        <translation>Cette caisse n’a pas encore de clé Stripe&#xa0;: elle ne peut rien encaisser. Configurez-la d’abord.</translation>
    </message>
    <message>
        <source>This computer’s keyring is locked; nothing was kept or changed. Unlock it (its question may wait behind this window), then try again.</source>
        <translation>Le trousseau de cet ordinateur est verrouillé&#xa0;; rien n’a été gardé ni changé. Déverrouillez-le (sa question attend peut-être derrière cette fenêtre), puis réessayez.</translation>
    </message>
    <message>
        <source>This computer has no keyring that is running, and the till keeps keys nowhere else. Nothing was kept. Start one for this user (on Linux GNOME Keyring, KWallet or KeePassXC), then try again.</source>
        <translation>Aucun trousseau n’est ouvert sur cet ordinateur, et la caisse ne garde les clés nulle part ailleurs. Rien n’a été gardé. Ouvrez-en un pour cet utilisateur (sous Linux&#xa0;: GNOME Keyring, KWallet ou KeePassXC), puis réessayez.</translation>
    </message>
    <message>
        <source>This computer’s keyring is set up to forget everything, so no key was kept. Ask whoever looks after this computer to choose a real one, then try again.</source>
        <translation>Le trousseau de cet ordinateur est réglé pour tout oublier&#xa0;: aucune clé n’a été gardée. Demandez à la personne qui s’occupe de cet ordinateur d’en choisir un vrai, puis réessayez.</translation>
    </message>
    <message>
        <source>This computer’s keyring ({backend}) keeps secrets in a file that anybody can read, so no key was given to it. Ask whoever looks after this computer to choose a real one, then try again.</source>
        <translation>Le trousseau de cet ordinateur ({backend}) garde les secrets dans un fichier lisible par tous&#xa0;: aucune clé ne lui a été confiée. Demandez à la personne qui s’occupe de cet ordinateur d’en choisir un vrai, puis réessayez.</translation>
    </message>
    <message>
        <source>The till doesn’t know the keyring {backend} and gave it no key. Ask whoever looks after this computer to choose the system’s own, then try again.</source>
        <translation>La caisse ne connaît pas le trousseau {backend} et ne lui a confié aucune clé. Demandez à la personne qui s’occupe de cet ordinateur de choisir celui du système, puis réessayez.</translation>
    </message>
    <message>
        <source>This computer’s keyring did not keep “{name}” as it was asked to. Try again; if it goes on, ask whoever looks after this computer.</source>
        <translation>Le trousseau de cet ordinateur n’a pas gardé «&#xa0;{name}&#xa0;» comme demandé. Réessayez&#xa0;; si cela continue, demandez à la personne qui s’occupe de cet ordinateur.</translation>
    </message>
    <message>
        <source>No customer can be found, and no payment taken.</source>
        <translation>Aucun client ne peut être trouvé, ni aucun paiement encaissé.</translation>
    </message>
    <message>
        <source>No customer can be added, changed or erased, and no agreement kept at Stripe.</source>
        <translation>Aucun client ne peut être ajouté, modifié ni effacé, et aucun accord gardé chez Stripe.</translation>
    </message>
    <message>
        <source>No saved card can be removed, and no customer’s wish about one carried out.</source>
        <translation>Aucune carte enregistrée ne peut être supprimée, et aucun souhait d’un client sur sa carte n’est appliqué.</translation>
    </message>
    <message>
        <source>Whether a payment went through can’t be found out, so none can be taken.</source>
        <translation>Impossible de savoir si un paiement a abouti&#xa0;: aucun ne peut être encaissé.</translation>
    </message>
    <message>
        <source>No customer can pay or save a card: not here, by link or by QR code.</source>
        <translation>Aucun client ne peut payer ni enregistrer une carte&#xa0;: ni ici, ni par lien, ni par code&#xa0;QR.</translation>
    </message>
    <message>
        <source>No dispute can be answered here.</source>
        <translation>Aucun litige ne peut recevoir de réponse ici.</translation>
    </message>
    <message>
        <source>Nothing can be refunded at this till.</source>
        <translation>Rien ne peut être remboursé à cette caisse.</translation>
    </message>
    <message>
        <source>This till has no Stripe keys yet, so it can’t take payments. Nothing was charged. Give it the keys of your Stripe account in the set-up, then try again.</source>
        <translation>Cette caisse n’a pas encore de clés Stripe et ne peut donc pas encaisser. Rien n’a été débité. Donnez-lui les clés de votre compte Stripe dans l’assistant de configuration, puis réessayez.</translation>
    </message>
    <message>
        <source>The data in this folder belongs to another environment (training, tests and real money never share one), so it was not opened. Nothing was charged. Ask whoever set up the till.</source>
        <translation>Les données de ce dossier appartiennent à un autre environnement (la formation, les tests et l’argent réel n’en partagent jamais un)&#xa0;; elles n’ont donc pas été ouvertes. Rien n’a été débité. Demandez à la personne qui a configuré la caisse.</translation>
    </message>
    <message>
        <source>Stripe answered in another mode than this till’s (tests instead of real money, or the other way round). The till asks Stripe for nothing more. If a payment was under way, do not take it again: check it in the Stripe Dashboard. Ask whoever manages the Stripe account to check the till’s keys, then open the till again.</source>
        <translation>Stripe a répondu dans un autre mode que celui de cette caisse (tests au lieu d’argent réel, ou l’inverse). La caisse ne demande plus rien à Stripe. Si un paiement était en cours, ne l’encaissez pas une seconde fois&#xa0;: vérifiez-le dans le Dashboard Stripe. Demandez à la personne qui gère le compte Stripe de vérifier les clés de la caisse, puis rouvrez la caisse.</translation>
    </message>
    <message>
        <source>A line of what was given is not understood. Nothing was kept. Give each key on a line of its own, its name before it: {names}. For example restricted=rk_…</source>
        <translation>Une ligne n’est pas comprise. Rien n’a été gardé. Donnez chaque clé sur sa propre ligne, son nom devant&#xa0;: {names}. Par exemple restricted=rk_…</translation>
    </message>
    <message>
        <source>The files are being encrypted again already. Wait until that is done.</source>
        <translation>Les fichiers sont déjà en train d’être chiffrés de nouveau. Attendez que ce soit terminé.</translation>
    </message>
    <message>
        <source>Not all files have the new key yet; the till keeps both and goes on at its next start. Nothing is lost.</source>
        <translation>Tous les fichiers n’ont pas encore la nouvelle clé&#xa0;; la caisse garde les deux et reprendra au prochain démarrage. Rien n’est perdu.</translation>
    </message>
    <message>
        <source>There is no till’s data in this folder, so there is no key to change. Look whether folder and environment are the right ones.</source>
        <translation>Ce dossier ne contient les données d’aucune caisse&#xa0;: il n’y a donc pas de clé à changer. Vérifiez que le dossier et l’environnement sont les bons.</translation>
    </message>
    <message>
        <source>The customer wasn’t erased: money of theirs became open meanwhile. No money moved. Finish it, then erase them again.</source>
        <translation>Le client n’a pas été effacé&#xa0;: de l’argent est entre-temps de nouveau en cours pour lui. Aucun argent n’a bougé. Réglez-le, puis effacez-le de nouveau.</translation>
    </message>
    <message>
        <source>Every file of the till, its own copies with them, is encrypted with a new key; the old one is gone from this computer. Keep the new entry of the keyring where you keep the shop’s other secrets, and the old one as long as you have copies elsewhere.</source>
        <translation>Tous les fichiers de la caisse, ses propres copies comprises, sont chiffrés avec une nouvelle clé&#xa0;; l’ancienne n’est plus sur cet ordinateur. Gardez la nouvelle entrée du trousseau là où vous gardez les autres secrets du magasin, et l’ancienne tant que vous avez des copies ailleurs.</translation>
    </message>
    <message>
        <source>Whether this till is for training or for real payments can’t be read from {file}, so it doesn’t open. No money moved. Try again; if it goes on, delete that file and set the till up again with the same keys.</source>
        <translation>Impossible de lire dans {file} si cette caisse est pour la formation ou pour de vrais paiements&#xa0;: elle ne s’ouvre pas. Aucun argent n’a bougé. Réessayez&#xa0;; si cela continue, supprimez ce fichier et configurez de nouveau la caisse avec les mêmes clés.</translation>
    </message>
    <message>
        <source>The file {file} can’t be written, so nothing was kept. Free some space or ask whoever looks after this computer, then try again.</source>
        <translation>Le fichier {file} ne peut pas être écrit&#xa0;: rien n’a été gardé. Libérez de la place ou demandez à la personne qui s’occupe de cet ordinateur, puis réessayez.</translation>
    </message>
    <message>
        <source>The copy of the customers on this computer is damaged. No payment is affected: Stripe has all of it. Close the till and open it again: the copy is then made anew.</source>
        <translation>La copie des clients sur cet ordinateur est endommagée. Aucun paiement n’est touché&#xa0;: Stripe a tout. Fermez la caisse et rouvrez-la&#xa0;: la copie est alors refaite.</translation>
    </message>
    <message>
        <source>Stripe did not say whether it noted it. No money has gone back so far. The till asks again by itself: if the sale is called off, the refund follows without you. Look at the sale again before you do anything else with it.</source>
        <translation>Stripe n’a pas dit s’il en a pris note. Rien n’a été rendu jusqu’ici. La caisse redemande d’elle-même&#xa0;: si la vente est annulée, le remboursement suit sans vous. Regardez de nouveau la vente avant d’y toucher.</translation>
    </message>
    <message>
        <source>Something unexpected happened, and a report of it was written. Before you charge or refund again, look at the customer’s payments: what is written there is what happened.</source>
        <translation>Un incident imprévu s’est produit&#xa0;; un rapport a été écrit. Avant de débiter ou de rembourser de nouveau, regardez les paiements du client&#xa0;: ce qui y est noté est ce qui s’est passé.</translation>
    </message>
    <message>
        <source>This till was started without a safe place for its Stripe keys, so it did not open. Nothing was charged. Start it as it was set up, or ask whoever set it up.</source>
        <translation>Cette caisse a été lancée sans lieu sûr pour ses clés Stripe, elle ne s’est donc pas ouverte. Rien n’a été débité. Lancez-la comme elle a été configurée, ou demandez à la personne qui l’a configurée.</translation>
    </message>
    <message>
        <source>This card isn’t saved for this customer any more, so it was not charged. No money moved. Take the payment on the customer’s page instead.</source>
        <translation>Cette carte n’est plus enregistrée pour ce client&#xa0;: elle n’a pas été débitée. Aucun argent n’a bougé. Encaissez plutôt le paiement sur la page du client.</translation>
    </message>
    <message>
        <source>The customer hasn’t agreed to see this card again, so it isn’t charged at the counter. No money moved. Take the payment on the customer’s page: they can use the same card there.</source>
        <translation>Le client n’a pas accepté de revoir cette carte&#xa0;: elle n’est donc pas débitée au comptoir. Aucun argent n’a bougé. Encaissez le paiement sur la page du client&#xa0;: il peut y utiliser la même carte.</translation>
    </message>
    <message>
        <source>{title}: read</source>
        <translation>{title}&#xa0;: lecture</translation>
    </message>
    <message>
        <source>{title}: write</source>
        <translation>{title}&#xa0;: écriture</translation>
    </message>
    <message>
        <source>Too many cards were refused here, so none was tried and no money moved. Try again in {minutes} min, or take the payment another way.</source>
        <translation>Trop de cartes ont été refusées ici&#xa0;: aucune n’a donc été essayée et aucun argent n’a bougé. Réessayez dans {minutes}&#xa0;min, ou encaissez autrement.</translation>
    </message>
    <message>
        <source>Too many cards were refused, so the page was closed. Nothing was charged. Take the payment another way, wait ten minutes, or have another try approved.</source>
        <translation>Trop de cartes ont été refusées&#xa0;: la page a donc été fermée. Rien n’a été débité. Encaissez autrement, attendez dix minutes, ou faites approuver un nouvel essai.</translation>
    </message>
    <message>
        <source>The card was not saved: no money moved, and nothing new is agreed to. A sale that was to begin with it isn’t owed: begin it again when the customer is ready. One from before stays as it was.</source>
        <translation>La carte n’a pas été enregistrée&#xa0;: aucun argent n’a bougé et rien de nouveau n’est convenu. Une vente qui devait commencer ainsi n’est pas due&#xa0;: recommencez-la quand le client sera prêt. Une vente d’avant reste telle quelle.</translation>
    </message>
    <message>
        <source>This agreement belongs to a sale, whose parts are charged on their days. Nothing was charged. Open the sale, or what is due.</source>
        <translation>Cet accord appartient à une vente, dont les échéances sont débitées à leur date. Rien n’a été débité. Ouvrez la vente, ou les échéances.</translation>
    </message>
    <message>
        <source>Hardly any room is left ({free_megabytes} MB). Free some before taking payments.</source>
        <translation>Il ne reste presque plus de place ({free_megabytes} Mo). Libérez-en avant d’encaisser.</translation>
    </message>
    <message>
        <source>Room is running out ({free_megabytes} MB left). Free some soon.</source>
        <translation>La place vient à manquer (il reste {free_megabytes} Mo). Libérez-en bientôt.</translation>
    </message>
    <message>
        <source>There is no copy of the ledger. Leave the till open for a while: it takes one by itself.</source>
        <translation>Il n’y a aucune copie du registre. Laissez la caisse ouverte un moment&#xa0;: elle en fait une d’elle-même.</translation>
    </message>
    <message>
        <source>The newest copy of the ledger is {hours} hours old. Leave the till open for a while; if none is taken, look at the room on the disk.</source>
        <translation>La dernière copie du registre date de {hours} heures. Laissez la caisse ouverte un moment&#xa0;; si aucune n’est faite, vérifiez la place sur le disque.</translation>
    </message>
    <message>
        <source>Others on this computer may read these: {files}. Take that right away (chmod go-rwx).</source>
        <translation>D’autres utilisateurs de cet ordinateur peuvent lire ceci&#xa0;: {files}. Retirez-leur ce droit (chmod go-rwx).</translation>
    </message>
    <message>
        <source>The part that shows web pages was built {days} days ago: flaws in it that were found since are open. Payments go on. Install the newest version of the till.</source>
        <translation>La partie qui affiche les pages web a été construite il y a {days} jours&#xa0;: les failles trouvées depuis y sont ouvertes. Les paiements continuent. Installez la dernière version de la caisse.</translation>
    </message>
    <message>
        <source>The key of the till’s files is not there. Nothing is lost at Stripe. Delete nothing: put the key back from where the shop’s secrets are kept.</source>
        <translation>La clé des fichiers de la caisse est absente. Rien n’est perdu chez Stripe. N’effacez rien&#xa0;: remettez la clé depuis l’endroit où le magasin garde ses secrets.</translation>
    </message>
    <message>
        <source>No payment can be taken with the till’s key: it lacks {lacks}. Allow it in the Stripe Dashboard (Developers, API keys). pos-app keys check says what each is for.</source>
        <translation>Aucun paiement n’est possible avec la clé de la caisse&#xa0;: il lui manque {lacks}. Accordez-le dans le Dashboard Stripe (Développeurs, Clés API). pos-app keys check dit à quoi chacun sert.</translation>
    </message>
    <message>
        <source>The copy of the customers can’t be read. No money is concerned: the till makes it again from Stripe when it is opened.</source>
        <translation>La copie des clients est illisible. Aucun argent n’est concerné&#xa0;: la caisse la refait à partir de Stripe à son ouverture.</translation>
    </message>
    <message>
        <source>This computer’s clock is {skew_seconds} seconds beside Stripe’s. Set it right: past a day’s difference nothing can be charged.</source>
        <translation>L’horloge de cet ordinateur s’écarte de {skew_seconds} secondes de celle de Stripe. Mettez-la à l’heure&#xa0;: au-delà d’un jour d’écart, rien ne peut être débité.</translation>
    </message>
    <message>
        <source>That day is still to come, so the bank is not told it. No money moved. Type the day on which the customer got it, or leave the field empty.</source>
        <translation>Ce jour est encore à venir&#xa0;: il n’est pas communiqué à la banque. Aucun argent n’a bougé. Saisissez le jour où le client l’a reçu, ou laissez le champ vide.</translation>
    </message>
    <message>
        <source>This is no day. Type it as 31/12/2026, or leave the field empty.</source>
        <translation>Ce n’est pas une date. Saisissez-la comme 31/12/2026, ou laissez le champ vide.</translation>
    </message>
    <message>
        <source>The diagnostics were not written: {reason}. Nothing else was changed. Choose another place.</source>
        <translation>Le diagnostic n’a pas été écrit&#xa0;: {reason}. Rien d’autre n’a changé. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <source>What was checked before this charge is too long to be kept with it at Stripe. Nothing was charged. Get a new agreement, and tell whoever looks after the till.</source>
        <translation>Ce qui a été vérifié avant ce débit est trop long pour être conservé avec lui chez Stripe. Rien n’a été débité. Obtenez un nouvel accord et prévenez la personne qui s’occupe de la caisse.</translation>
    </message>
    <message>
        <source>The number beside the second signature is an N and nine figures. Nothing was recorded. Type it as it is printed or scan its bar code; leave this empty where it isn’t signed.</source>
        <translation>Le numéro à côté de la deuxième signature est un N suivi de neuf chiffres. Rien n’a été enregistré. Saisissez-le tel qu’il est imprimé ou scannez son code-barres&#xa0;; laissez vide si ce n’est pas signé.</translation>
    </message>
    <message>
        <source>The number beside the first signature is missing, so nothing was agreed: their card is not charged while they are away. If the customer signed there, type or scan it.</source>
        <translation>Le numéro à côté de la première signature manque, donc rien n’a été convenu&#xa0;: leur carte n’est pas débitée en leur absence. Si le client y a signé, saisissez ou scannez ce numéro.</translation>
    </message>
    <message>
        <source>This number stands on another paper than the one above. Nothing was recorded. Take both from the same paper, or leave this empty where it isn’t signed.</source>
        <translation>Ce numéro figure sur un autre papier que celui du dessus. Rien n’a été enregistré. Prenez les deux sur le même papier, ou laissez vide si ce n’est pas signé.</translation>
    </message>
    <message>
        <source>This paper was printed for another agreement: other amounts, other days or something else that was sold. Nothing was recorded. Go back and enter what stands on it, or print a new paper.</source>
        <translation>Ce papier a été imprimé pour un autre accord&#xa0;: d’autres montants, d’autres dates ou un autre achat. Rien n’a été enregistré. Revenez en arrière et saisissez ce qui y figure, ou imprimez un nouveau papier.</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clients (Customers)</translation>
    </message>
    <message>
        <source>PaymentMethods</source>
        <translation>Cartes (PaymentMethods)</translation>
    </message>
    <message>
        <source>PaymentIntents</source>
        <translation>Paiements (PaymentIntents)</translation>
    </message>
    <message>
        <source>Checkout Sessions</source>
        <translation>Pages (Checkout Sessions)</translation>
    </message>
    <message>
        <source>SetupIntents</source>
        <translation>Cartes seules (SetupIntents)</translation>
    </message>
    <message>
        <source>Charges</source>
        <translation>Débits (Charges)</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Événements (Events)</translation>
    </message>
    <message>
        <source>Disputes</source>
        <translation>Litiges (Disputes)</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers (Files)</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Remboursements (Refunds)</translation>
    </message>
    <message>
        <source>Accounts v2</source>
        <translation>Comptes (Accounts v2)</translation>
    </message>
    <message>
        <source>The keys are of another Stripe account than the payments in this till’s folder, so it was not opened. Nothing was charged. Put the keys of the account before in again (“pos-app keys replace”), or set up a till of its own for the other account in a new folder (“pos-app --data FOLDER”).</source>
        <translation>Les clés sont d’un autre compte Stripe que les paiements du dossier de cette caisse&#xa0;: elle n’a donc pas été ouverte. Rien n’a été débité. Remettez les clés du compte précédent («&#xa0;pos-app keys replace&#xa0;»), ou configurez pour l’autre compte une caisse à part, dans un nouveau dossier («&#xa0;pos-app --data DOSSIER&#xa0;»).</translation>
    </message>
    <message>
        <source>The till has new keys, and Stripe could not be asked whether they are of the account that this folder’s payments are of. So it was not opened, and nothing was charged. Check the connection, then try again.</source>
        <translation>La caisse a de nouvelles clés, et Stripe n’a pas pu dire si elles sont du compte auquel appartiennent les paiements de ce dossier. Elle n’a donc pas été ouverte, et rien n’a été débité. Vérifiez la connexion, puis réessayez.</translation>
    </message>
    <message>
        <source>Saved cards can be neither seen nor charged, and none saved without a payment.</source>
        <translation>Les cartes enregistrées ne peuvent être ni vues ni débitées, et aucune n’est enregistrée sans paiement.</translation>
    </message>
    <message>
        <source>No payment can be taken, no saved card charged, no amount held, and what is due not collected.</source>
        <translation>Aucun paiement ne peut être encaissé, aucune carte enregistrée débitée, aucun montant bloqué, et ce qui est dû n’est pas encaissé.</translation>
    </message>
    <message>
        <source>Whether customers have paid on their page can’t be found out, so no page can be opened.</source>
        <translation>Impossible de savoir si les clients ont payé sur leur page&#xa0;: aucune ne peut être ouverte.</translation>
    </message>
    <message>
        <source>“Save the card, all later” can’t be chosen: whether the card was saved couldn’t be told.</source>
        <translation>«&#xa0;Carte gardée, tout plus tard&#xa0;» ne peut pas être choisi&#xa0;: impossible de savoir si la carte a été enregistrée.</translation>
    </message>
    <message>
        <source>What was given back of a payment, whether it is disputed and until when an amount is held can’t be seen: nothing can be refunded, no customer erased.</source>
        <translation>Ce qui a été remboursé d’un paiement, s’il est contesté et jusqu’à quand un montant est bloqué ne se voit pas&#xa0;: rien ne peut être remboursé, aucun client effacé.</translation>
    </message>
    <message>
        <source>What other tills and the Dashboard change isn’t followed: what is known here of customers grows old.</source>
        <translation>Ce que changent les autres caisses et le Dashboard n’est pas suivi&#xa0;: ce qu’on sait ici des clients n’est plus à jour.</translation>
    </message>
    <message>
        <source>Disputes aren’t shown, so none can be answered and no customer erased.</source>
        <translation>Les litiges ne sont pas affichés&#xa0;: aucun ne peut recevoir de réponse, et aucun client ne peut être effacé.</translation>
    </message>
    <message>
        <source>No dispute can be answered here: the agreement and the receipt couldn’t be sent along.</source>
        <translation>Aucun litige ne peut recevoir de réponse ici&#xa0;: l’accord et le reçu ne pourraient pas être joints.</translation>
    </message>
    <message>
        <source>Whether a refund arrived can’t be found out, so nothing can be refunded at this till.</source>
        <translation>Impossible de savoir si un remboursement est arrivé&#xa0;: rien ne peut être remboursé à cette caisse.</translation>
    </message>
    <message>
        <source>Customers who are accounts can’t be found, and no customer can be added, changed or erased.</source>
        <translation>Les clients qui sont des comptes ne peuvent pas être trouvés, et aucun client ne peut être ajouté, modifié ni effacé.</translation>
    </message>
    <message>
        <source>Customers who are accounts can be neither added, changed nor erased.</source>
        <translation>Les clients qui sont des comptes ne peuvent être ni ajoutés, ni modifiés, ni effacés.</translation>
    </message>
    <message>
        <source>Redaction Jobs</source>
        <translation>Caviardage (Redaction Jobs)</translation>
    </message>
    <message>
        <source>An erased customer’s payments stay readable at Stripe until somebody has them redacted by hand.</source>
        <translation>Les paiements d’un client effacé restent lisibles chez Stripe jusqu’à ce que quelqu’un les fasse rendre illisibles à la main.</translation>
    </message>
    <message>
        <source>Stripe can’t be asked to redact an erased customer’s payments: somebody must, by hand.</source>
        <translation>Impossible de demander à Stripe de rendre illisibles les paiements d’un client effacé&#xa0;: quelqu’un doit le faire à la main.</translation>
    </message>
</context>
<context>
    <name>offReasons</name>
    <message>
        <source>The customer’s wish</source>
        <translation>Souhait du client</translation>
    </message>
    <message>
        <source>The shop can’t deliver</source>
        <translation>Livraison impossible</translation>
    </message>
    <message>
        <source>A mistake</source>
        <translation>Une erreur</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Autre motif</translation>
    </message>
</context>
</TS>
