# Het geheugen van de campagne.
step-finished = Een eerder commando was halverwege gestopt; het is nu afgemaakt.
step-cleared = Van een commando dat halverwege stopte zijn { $count } halve bestanden opgeruimd.
finding-G101 = Dit bestand lag tussen de brieven, maar het geheugen van de campagne kent het niet. Het is verplaatst naar { $to }.
    .remedy = Print het niet en bezorg het niet.
