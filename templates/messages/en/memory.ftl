# The memory of the campaign.
step-finished = An earlier command was stopped half way; it has been finished now.
step-cleared = { $count } half-made files of a command that was stopped have been removed.
finding-G101 = This file lay among the letters, but the memory of the campaign does not know it. It was moved to { $to }.
    .remedy = Do not print or deliver it.
