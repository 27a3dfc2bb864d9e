<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AgreementList</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApprovalPanel</name>
    <message numerus="yes">
        <source>%n charge(s), {sum} in all</source>
        <translation>
            <numerusform>%n charge, {sum} in all</numerusform>
            <numerusform>%n charges, {sum} in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardScreen</name>
    <message numerus="yes">
        <source>%n payment(s) due</source>
        <translation>
            <numerusform>%n payment due</numerusform>
            <numerusform>%n payments due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Shown: %n, {total} in all</source>
        <translation>
            <numerusform>%n shown, {total} in all</numerusform>
            <numerusform>%n shown, {total} in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Charge %n saved card(s)?</source>
        <translation>
            <numerusform>Charge %n saved card?</numerusform>
            <numerusform>Charge %n saved cards?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not tried: collect again to go on.</source>
        <translation>
            <numerusform>%n was not tried: collect again to go on.</numerusform>
            <numerusform>%n were not tried: collect again to go on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n charged</source>
        <translation>
            <numerusform>%n charged</numerusform>
            <numerusform>%n charged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n declined</source>
        <translation>
            <numerusform>%n declined</numerusform>
            <numerusform>%n declined</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be confirmed by the customer</source>
        <translation>
            <numerusform>%n to be confirmed by the customer</numerusform>
            <numerusform>%n to be confirmed by customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not charged</source>
        <translation>
            <numerusform>%n not charged</numerusform>
            <numerusform>%n not charged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not known yet: don’t charge again</source>
        <translation>
            <numerusform>%n not known yet: don’t charge again</numerusform>
            <numerusform>%n not known yet: don’t charge again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardSpeaker</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message numerus="yes">
        <source>%n row(s) checked. Nothing is sent yet.</source>
        <translation>
            <numerusform>%n row checked. Nothing is sent yet.</numerusform>
            <numerusform>%n rows checked. Nothing is sent yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n customer(s)</source>
        <translation>
            <numerusform>Import %n customer</numerusform>
            <numerusform>Import %n customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClockNotice</name>
    <message numerus="yes">
        <source>This computer’s clock is %n hour(s) wrong</source>
        <translation>
            <numerusform>This computer’s clock is %n hour wrong</numerusform>
            <numerusform>This computer’s clock is %n hours wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer’s clock is %n minute(s) wrong</source>
        <translation>
            <numerusform>This computer’s clock is %n minute wrong</numerusform>
            <numerusform>This computer’s clock is %n minutes wrong</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustomersScreen</name>
    <message numerus="yes">
        <source>More than %n customer(s) found</source>
        <translation>
            <numerusform>More than %n customer found</numerusform>
            <numerusform>More than %n customers found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) found</source>
        <translation>
            <numerusform>%n customer found</numerusform>
            <numerusform>%n customers found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportCustomers</name>
    <message numerus="yes">
        <source>%n customer(s) exported: {file}</source>
        <translation>
            <numerusform>%n customer exported: {file}</numerusform>
            <numerusform>%n customers exported: {file}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportScreen</name>
    <message numerus="yes">
        <source>%n customer(s) created by the import.</source>
        <translation>
            <numerusform>%n customer created by the import.</numerusform>
            <numerusform>%n customers created by the import.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) to correct saved: {file}</source>
        <translation>
            <numerusform>%n row to correct saved: {file}</numerusform>
            <numerusform>%n rows to correct saved: {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) created so far stay. The other rows are not imported, and the till forgets them; your file is as it was.</source>
        <translation>
            <numerusform>%n customer created so far stays. The other rows are not imported, and the till forgets them; your file is as it was.</numerusform>
            <numerusform>%n customers created so far stay. The other rows are not imported, and the till forgets them; your file is as it was.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeavingNotice</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LiabilityScreen</name>
    <message numerus="yes">
        <source>and %n more: the CSV file has all of them</source>
        <translation>
            <numerusform>and %n more: the CSV file has all of them</numerusform>
            <numerusform>and %n more: the CSV file has all of them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s) from Stripe’s payments</source>
        <translation>
            <numerusform>%n difference from Stripe’s payments</numerusform>
            <numerusform>%n differences from Stripe’s payments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinksPaidNotice</name>
    <message numerus="yes">
        <source>%n payment link(s) were paid while the till was closed</source>
        <translation>
            <numerusform>%n payment link was paid while the till was closed</numerusform>
            <numerusform>%n payment links were paid while the till was closed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookalikeNotice</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>After %n minute</numerusform>
            <numerusform>After %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PicturesScreen</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s)</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinDots</name>
    <message numerus="yes">
        <source>%n figure(s) typed</source>
        <translation>
            <numerusform>%n figure typed</numerusform>
            <numerusform>%n figures typed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message numerus="yes">
        <source>and %n more of the same</source>
        <translation>
            <numerusform>and %n more of the same</numerusform>
            <numerusform>and %n more of the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestoredNotice</name>
    <message numerus="yes">
        <source>%n payment(s) or refund(s) made since were found at Stripe and written down again. No money moved: you can go on.</source>
        <translation>
            <numerusform>%n payment or refund made since was found at Stripe and written down again. No money moved: you can go on.</numerusform>
            <numerusform>%n payments or refunds made since were found at Stripe and written down again. No money moved: you can go on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReturnedNotice</name>
    <message numerus="yes">
        <source>%n more came back.</source>
        <translation>
            <numerusform>%n more came back.</numerusform>
            <numerusform>%n more came back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunStep</name>
    <message numerus="yes">
        <source>{done} of %Ln row(s)</source>
        <translation>
            <numerusform>{done} of %Ln row</numerusform>
            <numerusform>{done} of %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) could not be imported</source>
        <translation>
            <numerusform>%n row could not be imported</numerusform>
            <numerusform>%n rows could not be imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) wait. “Continue” goes on where it stopped, today or later; nobody is created twice.</source>
        <translation>
            <numerusform>%n row waits. “Continue” goes on where it stopped, today or later; nobody is created twice.</numerusform>
            <numerusform>%n rows wait. “Continue” goes on where it stopped, today or later; nobody is created twice.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShiftLines</name>
    <message numerus="yes">
        <source>and %n more: PDF and CSV have all of them</source>
        <translation>
            <numerusform>and %n more: PDF and CSV have all of them</numerusform>
            <numerusform>and %n more: PDF and CSV have all of them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not known then</source>
        <translation>
            <numerusform>%n not known then</numerusform>
            <numerusform>%n not known then</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShiftScreen</name>
    <message numerus="yes">
        <source>%n payment(s) not known yet: listed, and counted in the shift in which the outcome is known.</source>
        <translation>
            <numerusform>%n payment not known yet: listed, and counted in the shift in which its outcome is known.</numerusform>
            <numerusform>%n payments not known yet: listed, and counted in the shift in which their outcomes are known.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StaffSpeaker</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StandingColumn</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StandingSpeaker</name>
    <message numerus="yes">
        <source>%n to check</source>
        <translation>
            <numerusform>%n to check</numerusform>
            <numerusform>%n to check</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under way</source>
        <translation>
            <numerusform>%n under way</numerusform>
            <numerusform>%n under way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) to check</source>
        <translation>
            <numerusform>%n payment to check</numerusform>
            <numerusform>%n payments to check</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n money task(s) under way with Stripe; each ends by itself, whatever screen is shown.</source>
        <translation>
            <numerusform>%n money task under way with Stripe; it ends by itself, whatever screen is shown.</numerusform>
            <numerusform>%n money tasks under way with Stripe; each ends by itself, whatever screen is shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) of the import wait for their turn</source>
        <translation>
            <numerusform>%n customer of the import waits for its turn</numerusform>
            <numerusform>%n customers of the import wait for their turn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n charge(s) of what is due wait for their turn</source>
        <translation>
            <numerusform>%n charge of what is due waits for its turn</numerusform>
            <numerusform>%n charges of what is due wait for their turn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loading customers: {count}, about %n minute(s) left</source>
        <translation>
            <numerusform>Loading customers: {count}, about %n minute left</numerusform>
            <numerusform>Loading customers: {count}, about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comparing customers with Stripe: {count}, about %n minute(s) left</source>
        <translation>
            <numerusform>Comparing customers with Stripe: {count}, about %n minute left</numerusform>
            <numerusform>Comparing customers with Stripe: {count}, about %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%n payment(s) due</source>
        <translation>
            <numerusform>%n payment due</numerusform>
            <numerusform>%n payments due</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainingScreen</name>
    <message numerus="yes">
        <source>%n payment(s) without a known outcome. Only the stand-in knows what became of them: check them first, then start again.</source>
        <translation>
            <numerusform>%n payment without a known outcome. Only the stand-in knows what became of it: check it first, then start again.</numerusform>
            <numerusform>%n payments without a known outcome. Only the stand-in knows what became of them: check them first, then start again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnresolvedBanner</name>
    <message numerus="yes">
        <source>%n payment(s) without a known outcome</source>
        <translation>
            <numerusform>%n payment without a known outcome</numerusform>
            <numerusform>%n payments without a known outcome</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordingSection</name>
    <message numerus="yes">
        <source>“{name}” was not added: %n thing(s) to put right</source>
        <translation>
            <numerusform>“{name}” was not added: %n thing to put right</numerusform>
            <numerusform>“{name}” was not added: %n things to put right</numerusform>
        </translation>
    </message>
</context>
</TS>
