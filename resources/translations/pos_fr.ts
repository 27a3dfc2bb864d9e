<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>Canvas</name>
    <message>
        <source>TRAINING</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardRow</name>
    <message>
        <source>until {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{brand} card ending in {last4}, {expiry}. {redisplay}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer chose to see it again at the next payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept for what was agreed; the customer won’t see it at payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer did not choose to see it again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>Shown to the customer at the next checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept for agreed charges only; not shown at checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved, but the customer did not agree to see it again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomerEditor</name>
    <message>
        <source>New customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note (staff only)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether it was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe did not answer. What you typed is kept. Press “Save customer” again: that cannot create a second customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe can’t be reached. What you typed is kept. Check the network, then press “Save customer” again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe refused these data. What you typed is kept: check and correct it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge saved card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No customer is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a part of a name, phone number or e-mail address, then press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for saved cards…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No saved card yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No saved card can be charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking Stripe for past payments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved cards can’t be shown: Stripe did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe did not answer: these are the cards the till already knew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past payments can’t be shown: Stripe did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe did not answer: newer payments may be missing here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomersScreen</name>
    <message>
        <source>Name, phone, e-mail, card last 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk-in payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Last served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters, or create this customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They appear here once they are created or loaded from Stripe.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Declines</name>
    <message>
        <source>Your bank did not accept this card. Would you like to use another one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough available on this card. Would you like to use another one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card has expired. Would you like to use another one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The security code was not right. Would you check it on the back of the card?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card number was not right. Would you check it, please?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card has reached its limit. Would you like to use another one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment could not be processed. May we try once more?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insufficient funds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The security code is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card number is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card has reached its limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card could not be processed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reported lost. Do not say so; ask for another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reported stolen. Do not say so; ask for another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe suspects fraud. Do not say so; ask for another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank has withdrawn this card. Do not say so; ask for another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card can&apos;t be used for this kind of purchase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank refused and gave no reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank can&apos;t be reached just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was refused ({code}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying the same card again now may work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same card may work on another day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not try this card again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{shop} – till</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Decimal mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rub out the last figure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Payments</name>
    <message>
        <source>Paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer must confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not paid yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly refunded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavedCardRow</name>
    <message>
        <source>Expired {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires {date}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Empty the search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Please wait</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) to check</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Change the language to {language}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingBand</name>
    <message>
        <source>TRAINING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no real money, no real customers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Type an amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an amount. Type figures only, for example 12.50.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is zero. Type what is to be paid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is below zero. Type what is to be paid, without a minus sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is less than a card can pay. The least is {smallest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is more than one payment can take. The most is {largest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{currency} has no smaller coins. Type a whole amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last figure of an amount in {currency} must be 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{currency} has no decimals. Type a whole amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many figures after the decimal mark: {currency} has {decimals}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} can be read in two ways. Type it without a mark between thousands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name, an e-mail address or a phone number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an e-mail address. Example: name@example.com</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a phone number. Example: 06 12 34 56 78 or +44 20 7946 0018</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is too long: at most {limit} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This customer was deleted at Stripe. Search again or create the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier payment of this amount is not clear yet, so no other can start. Nothing more was charged. Choose “Check now”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This amount is already paid. Nothing more was charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe can’t be reached, so nothing was asked and nothing was charged. Check the network, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe did not answer, so it is not known what happened. Don’t charge again: the till checks by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe refused this request. Nothing was charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer search replaced this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The till’s file {file} is in use by another program. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The till may not write its file {file}. No payment can be taken until it may: ask whoever looks after this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk failed while reading {file}. No payment can be taken until it works: ask whoever looks after this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The till’s file {file} can’t be opened: it is damaged or its key is missing. Ask whoever looks after this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Free some space before taking payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The till’s font {font} is missing. Install the till again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language file “{language}” is missing. Install the till again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong that has no explanation yet ({key}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
