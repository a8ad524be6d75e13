# F: files and sheets
finding-F101 = This file is not there.
    .remedy = Check the name in campaign.toml, capitals too, and that the file is in the folder inputs.
finding-F102 = This file cannot be opened: { $detail }
    .remedy = See whether you can open it yourself and whether another program has locked it.
finding-F103 = This file is empty.
    .remedy = Ask the sender to send it again.
finding-F104 = This file is larger than { $limit } MiB and is therefore not read.
    .remedy = Split the file, or raise largest_mib under [reading] in campaign.toml.
finding-F105 = Unpacked, this file is far larger than any list (more than { $limit } MiB). It is not read.
    .remedy = Do not trust this file. Ask the sender for the list as a plain workbook or as CSV.
finding-F106 = This file has more cells than any list. It is not read.
    .remedy = Remove empty but formatted rows and columns, or save only the list as CSV.
finding-F107 = This file is locked with a password.
    .remedy = Open it with the password and save it without one, or ask the sender to.
finding-F108 = { $looks ->
        [unknown] This file is no list that the program can read.
        [map] This is not a file.
       *[other] This file is no list that the program can read but something else: { $looks }.
    }
    .remedy = { $remedy ->
        [sheet] Open it in the program that it comes from, or in Excel or LibreOffice, and save it as .xlsx.
        [archive] Unpack it and put the list itself in the folder inputs.
        [page] Open it in a browser or mail program, copy the table to Excel or LibreOffice and save it as .xlsx. Or ask the sender for the list as .xlsx.
        [document] Ask the sender for the list that this was made of, as .xlsx. Or type the table in Excel or LibreOffice and save it as .xlsx.
       *[other] Save it as .xlsx, ods or CSV. If this file does not belong here, take it out of the folder inputs.
    }
finding-F109 = This file is damaged: { $detail }
    .remedy = Open it in a spreadsheet program, save it again, or ask the sender to send it again.
finding-F110 = Reading this file went wrong: it is damaged, or it asks for more memory than is allowed.
    .remedy = Open it in a spreadsheet program and save the list as CSV. Do not trust the file if you do not know the sender.
finding-F111 = Reading this file took too long (more than { $seconds } seconds).
    .remedy = Save only the list, without the rest of the workbook, as xlsx or CSV.
finding-F112 = The program could not start a reading process: { $detail }
    .remedy = Try again, or close other programs.
finding-F113 = This folder cannot be read: { $detail }
    .remedy = See whether you can open the folder yourself.
finding-F114 = How this list was read could not be kept: { $detail }
    .remedy = The list was read. Check that you may write in the folder inputs.
finding-F115 = The sheet “{ $sheet }” cannot be read ({ $part }). So nothing of this file counts.
    .remedy = Open the file in a spreadsheet program and save it again as xlsx, or ask the sender to send it again.

finding-F201 = The name of this file says something else than what is in it: it is { $format }. It was read as such.
finding-F202 = { $count ->
        [one] This file has characters that do not belong to { $encoding }. They are shown as a question mark in a diamond.
       *[other] This file has characters in many places that do not belong to { $encoding }. They are shown as a question mark in a diamond.
    }
    .remedy = Save the file again as CSV UTF-8.
finding-F203 = This cell holds a formula of which the outcome was not saved. The cell counts as empty.
    .remedy = Open the file in a spreadsheet program and save it again; then the outcome is in it.
finding-F204 = In or after this row a cell is damaged ({ $detail }). The cell counts as empty.
    .remedy = Look in the file what should be there.
finding-F205 = { $count ->
        [one] One cell stands much further to the right than any list goes. It was skipped.
       *[other] { $count } cells stand much further to the right than any list goes. They were skipped.
    }
    .remedy = Remove what stands there, if it does not belong to the list.
finding-F206 = This sheet is not a table but a chart or something alike. It was skipped.
finding-F207 = { $count ->
        [one] Below a merged cell there is an old value that nobody sees. It was not read.
       *[other] Below merged cells there are { $count } old values that nobody sees. They were not read.
    }
finding-F208 = { $count ->
        [one] Text in this cell is struck out. What is struck out does not count.
       *[other] Text in { $count } cells is struck out; this is the first. What is struck out does not count.
    }
    .remedy = Should it count? Then remove the strike-through in the file.
finding-F209 = { $count ->
        [one] A raised or lowered figure or letter stands behind the house number in this cell. It was read as an addition.
       *[other] A raised or lowered figure or letter stands behind the house number in { $count } cells; this is the first. They were read as additions.
    }
finding-F210 = { $what ->
        [lines] Every line of this file stands between quotes as a whole. They were taken off; then it was read as CSV.
        [entities] This file has characters as codes of a web page (such as &euml; for ë). They were replaced.
       *[other] Something in the form of this file was mended ({ $what }).
    }
