# Versturen.
send-none = Er zijn nog geen e-mails gemaakt. Draai eerst: haarvaten run
send-no-host = In campaign.toml staat bij [mail] geen mailserver. Zet daar host = "smtp.example.org" met de naam die uw provider geeft.
send-no-password = In campaign.toml staat bij [mail] een gebruiker, maar het wachtwoord ontbreekt. Zet het in de omgevingsvariabele HAARVATEN_MAIL_PASSWORD (of een token in HAARVATEN_MAIL_TOKEN), nooit in een bestand.
send-no-key = De sleutel voor handtekeningen ({ $file }, bij [mail] dkim_key) is niet te gebruiken. Nodig is een geheime sleutel in PEM: Ed25519, of RSA van minstens 2048 bits.
send-no-address = Dit is geen e-mailadres waarnaar een proef kan gaan.
send-nothing = Er wachten geen e-mails.
send-announce = { $waiting ->
    [one] Er wacht 1 e-mail
   *[other] Er wachten { $waiting } e-mails
  }. Nu { $going ->
    [one] gaat er hoogstens 1
   *[other] gaan er hoogstens { $going }
  } weg via { $host }, { $pace ->
    [0] zonder pauze ertussen
   *[other] { $pace } per minuut, tot ongeveer { $until }
  }. De eerste: { $to }.
send-dry = Er is niets verstuurd. Versturen? Typ: haarvaten send --really
send-ask = Versturen? (ja/nee)
send-needs-yes = Er is niets verstuurd. Zonder iemand die ja kan zeggen, is --yes erbij nodig: haarvaten send --really --yes
send-stranded = { $count ->
    [one] Van 1 e-mail is niet bekend of hij is aangekomen: het versturen brak toen af. Kijk met: haarvaten send --uncertain
   *[other] Van { $count } e-mails is niet bekend of ze zijn aangekomen: het versturen brak toen af. Kijk met: haarvaten send --uncertain
  }
send-progress = verstuurd { $sent }, later { $later }, geweigerd { $refused }, onzeker { $uncertain }
send-sent = Verstuurd
send-later = Later opnieuw
send-refused = Geweigerd
send-uncertain = Onzeker
send-withdrawn = Afgemeld en daarom niet verstuurd
send-left = Wachten nog
send-look-uncertain = Van sommige e-mails is niet bekend of ze zijn aangekomen. Kijk met: haarvaten send --uncertain
send-next-try = De server vroeg om het later nog eens te proberen. Draai haarvaten send --really weer na { $when }.
send-day-full = Voor vandaag is het aantal van per_day bereikt. Draai morgen weer: haarvaten send --really
send-stopped = Gestopt. Wat onderweg was, is afgemaakt en opgeschreven. Verder gaan? Typ: haarvaten send --really
send-unreachable = De mailserver doet het niet: { $said }. Wat nog wacht, blijft wachten. Kijk host, port en tls na bij [mail] in campaign.toml.
send-refusals = Meer dan een op de twintig adressen werd geweigerd. Het versturen is gestopt. Kijk de adressen na voor u verder gaat: zo komt de afzender op een zwarte lijst.
send-unfit = { $piece } is niet verstuurd: { $why }.
send-file-gone = het bestand in outputs/emails is weg
send-file-changed = het bestand in outputs/emails is veranderd
send-file-form = het bestand in outputs/emails is geen goede e-mail
send-trial = { $count ->
    [one] Eén e-mail is als proef verstuurd naar { $to }. Er is niets opgeschreven.
   *[other] { $count } e-mails zijn als proef verstuurd naar { $to }. Er is niets opgeschreven.
  }
send-no-uncertain = Er zijn geen e-mails waarvan niet bekend is of ze zijn aangekomen.
send-uncertain-next = Vraag het de ontvangers of kijk bij uw provider. Aangekomen: haarvaten send --uncertain --arrived NUMMER. Nog eens versturen: haarvaten send --uncertain --again NUMMER.
send-not-waiting = { $piece } is geen e-mail die nog wacht. Kijk in outputs/emails welke klaarliggen; de naam van het bestand mag ook.
send-by-hand-announce = { $count ->
    [one] Eén e-mail wordt genoteerd als door u zelf verstuurd.
   *[other] { $count } e-mails worden genoteerd als door u zelf verstuurd.
}
send-by-hand-ask = Zijn ze echt verstuurd? (ja/nee)
send-by-hand-needs-yes = Er is niets genoteerd. Zonder iemand die ja kan zeggen, is --yes erbij nodig.
send-by-hand-done = Genoteerd. Een herinnering of een volgende stap rekent vanaf vandaag.
send-uncertain-done = { $count ->
    [one] Van 1 e-mail is opgeschreven wat ermee gebeurde.
   *[other] Van { $count } e-mails is opgeschreven wat ermee gebeurde.
  }
send-not-uncertain = { $piece } is geen onzekere e-mail. Kijk met: haarvaten send --uncertain
send-mail = E-mail
send-to = Aan
send-when = Sinds
send-said = Wat er bekend is
