severity-error = ERROR
severity-warning = note
severity-info = info
place-sheet = sheet { $sheet }
place-cell = cell { $cell }
place-row = row { $cell }
findings-more-of-code = … and { $count } more of { $code }; all of them stand in outputs/tables/findings.csv

stop-write = Cannot write: { $path } ({ $message }). Is the disk full, the file open in another program, or the folder read-only?
stop-ledger = The memory of the campaign cannot be read or written: { $message }.
stop-busy = Another run holds this campaign (process { $holder }). Wait until it is done.
stop-language = There are no templates for this language. Choose nl or en.
stop-not-empty = The folder { $dir } is not empty. Choose a new folder; nothing was changed.
new-done = The campaign folder { $dir } is ready.
new-next = Next step: fill in { $dir }/inputs/campaign.toml, put your lists beside it, and type: haarvaten check -C { $dir }
