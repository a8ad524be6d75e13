# Sending.
send-none = No e-mails were made yet. First run: haarvaten run
send-no-host = campaign.toml names no mail server at [mail]. Put host = "smtp.example.org" there, with the name that your provider gives.
send-no-password = campaign.toml names a user at [mail], but the password is missing. Put it in the environment variable HAARVATEN_MAIL_PASSWORD (or a token in HAARVATEN_MAIL_TOKEN), never in a file.
send-no-key = The key for signatures ({ $file }, at [mail] dkim_key) cannot be used. It must be a private key in PEM: Ed25519, or RSA of at least 2048 bits.
send-no-address = This is no e-mail address to which a trial can go.
send-nothing = No e-mails are waiting.
send-announce = { $waiting ->
    [one] 1 e-mail is waiting
   *[other] { $waiting } e-mails are waiting
  }. At most { $going } leave now through { $host }, { $pace ->
    [0] without a pause between them
   *[other] { $pace } a minute, until about { $until }
  }. The first: { $to }.
send-dry = Nothing was sent. To send, type: haarvaten send --really
send-ask = Send? (yes/no)
send-needs-yes = Nothing was sent. With nobody there to say yes, --yes is needed: haarvaten send --really --yes
send-stranded = { $count ->
    [one] Of 1 e-mail it is not known whether it arrived: sending broke off then. Look with: haarvaten send --uncertain
   *[other] Of { $count } e-mails it is not known whether they arrived: sending broke off then. Look with: haarvaten send --uncertain
  }
send-progress = sent { $sent }, later { $later }, refused { $refused }, uncertain { $uncertain }
send-sent = Sent
send-later = Again later
send-refused = Refused
send-uncertain = Uncertain
send-withdrawn = Opted out, so not sent
send-left = Still waiting
send-look-uncertain = Of some e-mails it is not known whether they arrived. Look with: haarvaten send --uncertain
send-next-try = The server asked to try again later. Run haarvaten send --really again after { $when }.
send-day-full = The number of per_day is reached for today. Run again tomorrow: haarvaten send --really
send-stopped = Stopped. What was on its way was finished and written down. To go on, type: haarvaten send --really
send-unreachable = The mail server does not work: { $said }. What waits goes on waiting. Check host, port and tls at [mail] in campaign.toml.
send-refusals = More than one address in twenty was refused. Sending has stopped. Check the addresses before you go on: this is how a sender gets on a blocklist.
send-unfit = { $piece } was not sent: { $why }.
send-file-gone = its file in outputs/emails is gone
send-file-changed = its file in outputs/emails was changed
send-file-form = its file in outputs/emails is not a proper e-mail
send-trial = { $count ->
    [one] One e-mail was sent to { $to } as a trial. Nothing was written down.
   *[other] { $count } e-mails were sent to { $to } as a trial. Nothing was written down.
  }
send-no-uncertain = There are no e-mails of which it is not known whether they arrived.
send-uncertain-next = Ask the recipients, or look at your provider's. Arrived: haarvaten send --uncertain --arrived NUMBER. Send again: haarvaten send --uncertain --again NUMBER.
send-not-waiting = { $piece } is not an e-mail that waits. Look in outputs/emails which lie ready; the name of the file will do.
send-by-hand-announce = { $count ->
    [one] One e-mail is recorded as sent by yourself.
   *[other] { $count } e-mails are recorded as sent by yourself.
}
send-by-hand-ask = Were they really sent? (yes/no)
send-by-hand-needs-yes = Nothing was recorded. With nobody there to say yes, --yes is needed.
send-by-hand-done = Recorded. A reminder or a next step counts from today.
send-uncertain-done = { $count ->
    [one] What became of 1 e-mail was written down.
   *[other] What became of { $count } e-mails was written down.
  }
send-not-uncertain = { $piece } is not an uncertain e-mail. Look with: haarvaten send --uncertain
send-mail = E-mail
send-to = To
send-when = Since
send-said = What is known
