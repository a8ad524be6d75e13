# The memory of the campaign.
step-finished = An earlier command was stopped half way; it has been finished now.
step-cleared = { $count } half-made files of a command that was stopped have been removed.
finding-G101 = This file lay among the letters, but the memory of the campaign does not know it. It was moved to { $to }.
    .remedy = Do not print or deliver it.
email-non-ascii = there are accented letters or another script before the @; most mail servers refuse that
stopped = Stopped. Nothing is half made in outputs; type the same command again to go on.
stop-memory-gone = The memory of the campaign (ledger.sqlite) is gone or empty, while there are { $count } events, letters or batches already. Nothing was made. Put the file back, or type: haarvaten repair. Was it all a trial, with nothing delivered? Then remove outputs and inputs/geheugen.log.
stop-memory-older = The memory of the campaign (ledger.sqlite) is older than what happened already: { $count } events, letters or batches are missing in it. Perhaps an old copy was put back. Nothing was made. Put the newest file back, or type: haarvaten repair.
stop-ledger-damaged = The memory of the campaign (ledger.sqlite) is damaged: { $message }. Nothing was made. Put the file back, or type: haarvaten repair.
stop-side-log-changed = Something in inputs/geheugen.log was changed or taken out. Lines may only be added. Nothing was made. Put the file back, or type: haarvaten repair.
stop-memory-link = The memory of the campaign (ledger.sqlite or inputs/geheugen.log) is a link to another place. Put the file itself there.
stop-key-gone = The key inputs/secret.key is gone, while there are letters with codes already. Nothing was made. Put the key back.
stop-key-other = The key in inputs/secret.key is not the one that this campaign began with: the codes on the letters would no longer fit. Nothing was made. Put the first key back.
stop-key-short = The key in inputs/secret.key is too short to stay a secret. Remove it if nothing was made yet: the program then makes a good one. Your own may do too: at least 32 random characters.
stop-key-sample = The key in inputs/secret.key belongs to the sample and is public. Remove it: the program then makes a new one.
stop-backwards = This run is of { $date }, but the last run was of { $last }. No letters are made back in time. Check the date.
stop-far-ahead = This run is of { $date }, and today is { $today }. Is that right? Then add --yes.
ask-far-ahead = This run is of { $date }, and today is { $today }. Is that right? (yes/no)
stop-no-such-year = { $date } cannot be a day of a campaign. Choose a day between 2000 and 2099.
repair-nothing = There is nothing to repair the memory with: no ledger.sqlite, no inputs/geheugen.log and no tables in outputs.
repair-done = The memory is repaired: { $pieces } letters and e-mails, { $optouts } opt-outs, { $decisions } decisions. Uncertain: { $uncertain }. Batches or labels whose file is not right any more: { $files }. Now type: haarvaten collect, so that what lies in inputs/returned counts too.
optout-all = nothing more
optout-letter = no letters
optout-email = no e-mail
optouts-count =
    { $n ->
        [0] Nobody opted out.
        [one] There is 1 opt-out. To take it back: haarvaten optouts --take-back NUMBER --reason REASON
       *[other] There are { $n } opt-outs. To take one back: haarvaten optouts --take-back NUMBER --reason REASON
    }
optouts-reason = Say why: --reason "…". The reason is kept.
optouts-no-such = There is no opt-out { $n }.
optouts-taken-back = The opt-out of { $who } was taken back.
finding-G102 = The file of batch { $batch } is gone or was changed.
    .remedy = Type: haarvaten letters reprint { $batch } --reason "file gone"
finding-G103 = A file beside the letters is gone or was changed.
    .remedy = Nothing, if you no longer use it.
backup-none = There is no memory to keep yet: nothing was made.
backup-inside = Choose a folder outside the campaign, on a stick for example: whoever is forgotten may not stay in the campaign folder.
backup-done = Kept in { $folder }: the memory with { $events } events, the key and the settings. There are personal data in it: keep it safe, and throw old copies away when somebody is forgotten.
