(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  var form = document.getElementById('form');
  var done = document.getElementById('done');
  var language = data.language;
  var kept = {};

  function make(tag, facts, inside) {
    var node = document.createElement(tag);
    Object.keys(facts || {}).forEach(function (key) {
      if (facts[key] !== undefined && facts[key] !== false) node.setAttribute(key, facts[key] === true ? '' : facts[key]);
    });
    (inside || []).forEach(function (child) {
      node.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
    });
    return node;
  }

  function word(key) {
    var words = data.words[language] || data.words[data.language];
    return words[key] || '';
  }

  function text(texts) {
    return texts[language] || texts[data.language] || texts[Object.keys(texts)[0]] || '';
  }

  // The personal code: seven characters and one that checks them.
  var ALPHABET = data.alphabet;
  function parse(typed) {
    var plain = (typed || '').toUpperCase().replace(/[\s.\u2011-]/g, '');
    if (plain.length !== 8) return null;
    var sum = 0, last = 0;
    for (var i = 0; i < 8; i++) {
      var value = ALPHABET.indexOf(plain[i]);
      if (value < 0) return null;
      if (i < 7) sum += value * (i + 2); else last = value;
    }
    return sum % ALPHABET.length === last ? plain : null;
  }
  function shown(code) {
    return code.slice(0, 3) + '-' + code.slice(3, 6) + '-' + code.slice(6);
  }

  function codeInLink() {
    var all = (location.search + '&' + location.hash + '&' + location.pathname).split(/[?&#=\/]/);
    for (var i = 0; i < all.length; i++) {
      var part = all[i];
      try { part = decodeURIComponent(part); } catch (e) { /* as it stands */ }
      var code = parse(part);
      if (code) return code;
    }
    return null;
  }

  function choose() {
    var asked = (/[?&#]lang=([A-Za-z-]+)/.exec(location.href) || [])[1];
    var wanted = (asked ? [asked] : []).concat(navigator.languages || [navigator.language || '']);
    for (var i = 0; i < wanted.length; i++) {
      var tag = wanted[i].toLowerCase().split('-')[0];
      if (data.languages.some(function (known) { return known.tag === tag; })) return tag;
    }
    return data.language;
  }

  function languages() {
    var nav = document.getElementById('languages');
    nav.textContent = '';
    nav.hidden = data.languages.length < 2;
    nav.setAttribute('aria-label', word('language'));
    data.languages.forEach(function (known) {
      var button = make('button', { type: 'button', lang: known.tag, 'aria-pressed': String(known.tag === language) }, [known.name]);
      button.addEventListener('click', function () {
        remember();
        language = known.tag;
        draw();
      });
      nav.appendChild(button);
    });
  }

  function remember() {
    if (form.hidden) return;
    kept.code = form.querySelector('#code').value;
    data.questions.forEach(function (question, n) { kept[n] = values(question, n); });
  }

  function inputs(n) {
    return Array.prototype.slice.call(form.querySelectorAll('[data-question="' + n + '"]'));
  }

  // What was chosen, as ids; what was written, as it stands.
  function values(question, n) {
    return inputs(n).filter(function (input) {
      return input.type === 'radio' || input.type === 'checkbox' ? input.checked : input.value.trim();
    }).map(function (input) { return input.value.trim(); });
  }

  function field(question, n) {
    var before = kept[n] || [];
    var name = question.kind === 'multiple' ? undefined : question.id;
    if (question.options.length) {
      var several = question.kind === 'multiple';
      var options = question.options.map(function (option) {
        var input = make('input', {
          type: several ? 'checkbox' : 'radio', name: several ? undefined : name, value: option.id,
          'data-question': n, checked: before.indexOf(option.id) >= 0
        });
        return make('label', { 'class': 'choice' }, [input, make('span', {}, [text(option.texts)])]);
      });
      var inside = [make('legend', {}, [text(question.texts)])];
      if (several) inside.push(make('p', { 'class': 'hint' }, [word('several')]));
      inside.push(make('div', { 'class': question.kind === 'scale' ? 'scale' : 'list' }, options));
      if (several) inside.push(make('input', { type: 'hidden', name: question.id, 'data-sum': n }));
      return make('fieldset', {}, inside);
    }
    var id = 'question-' + n;
    var input = question.kind === 'number'
      ? make('input', { type: 'text', inputmode: 'decimal', id: id, name: name, 'data-question': n, autocomplete: 'off' })
      : make('textarea', { id: id, name: name, 'data-question': n, rows: 4 });
    if (before[0]) input.value = before[0];
    return make('div', { 'class': 'field' }, [make('label', { 'class': 'question', 'for': id }, [text(question.texts)]), input]);
  }

  function draw() {
    document.documentElement.lang = language;
    document.documentElement.dir = data.rtl.indexOf(language) >= 0 ? 'rtl' : 'ltr';
    languages();
    document.getElementById('privacy').textContent = word('privacy');
    form.textContent = '';
    var code = make('input', {
      type: 'text', id: 'code', name: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
      'aria-describedby': 'code-hint', required: true
    });
    code.value = kept.code !== undefined ? kept.code : (codeInLink() ? shown(codeInLink()) : '');
    form.appendChild(make('p', {}, [word('intro')]));
    form.appendChild(make('div', { 'class': 'field' }, [
      make('label', { 'class': 'question', 'for': 'code' }, [word('code')]), code,
      make('p', { 'class': 'hint', id: 'code-hint' }, [word('code-hint')]),
      make('p', { 'class': 'wrong', id: 'code-wrong', role: 'alert', hidden: true }, [])
    ]));
    data.questions.forEach(function (question, n) { form.appendChild(field(question, n)); });
    form.appendChild(make('div', { 'class': 'buttons' }, [make('button', { type: 'submit' }, [word(data.endpoint ? 'send' : 'next')])]));
    form.hidden = false;
    done.hidden = true;
  }

  function answers() {
    return data.questions.map(function (question, n) {
      var chosen = values(question, n).map(function (value) {
        var option = question.options.filter(function (one) { return one.id === value; })[0];
        return option ? text(option.texts) : value.replace(/\s*\n\s*/g, ' / ');
      });
      return { asked: text(question.texts), said: chosen.join('; ') };
    }).filter(function (answer) { return answer.said; });
  }

  function wrong(input, key) {
    var message = document.getElementById('code-wrong');
    message.textContent = key ? word(key) : '';
    message.hidden = !key;
    if (key) {
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', 'code-hint code-wrong');
      input.focus();
    } else {
      input.removeAttribute('aria-invalid');
    }
  }

  form.addEventListener('submit', function (event) {
    var input = form.querySelector('#code');
    var code = parse(input.value);
    if (!code) {
      event.preventDefault();
      wrong(input, input.value.trim() ? 'code-wrong' : 'code-missing');
      return;
    }
    wrong(input, null);
    input.value = shown(code);
    data.questions.forEach(function (question, n) {
      var sum = form.querySelector('[data-sum="' + n + '"]');
      if (sum) sum.value = values(question, n).join('; ');
    });
    if (data.endpoint) return;
    event.preventDefault();
    remember();
    finish(code);
  });

  // Nothing leaves the page by itself: the person sends the mail, or takes the text along.
  function finish(code) {
    var lines = [word('line-code') + ' : ' + shown(code)].concat(answers().map(function (answer) {
      return answer.asked + ' : ' + answer.said;
    }));
    var body = lines.join('\r\n');
    var link = 'mailto:' + data.email + '?subject=' + encodeURIComponent(word('subject') + ' ' + shown(code)) + '&body=' + encodeURIComponent(body);
    var copy = make('button', { type: 'button', 'class': 'quiet' }, [word('copy')]);
    var told = make('span', { role: 'status' }, []);
    var pre = make('pre', { id: 'text', tabindex: '0' }, [lines.join('\n')]);
    copy.addEventListener('click', function () {
      var range = document.createRange();
      range.selectNodeContents(pre);
      var selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      try { if (document.execCommand('copy')) told.textContent = ' ' + word('copied'); } catch (e) { /* it stays selected */ }
    });
    var print = make('button', { type: 'button', 'class': 'quiet' }, [word('print')]);
    print.addEventListener('click', function () { window.print(); });
    var back = make('button', { type: 'button', 'class': 'quiet' }, [word('back')]);
    back.addEventListener('click', function () { draw(); form.querySelector('#code').focus(); });
    done.textContent = '';
    [
      make('h2', {}, [word('almost')]),
      make('p', {}, [word('mail-it')]),
      make('div', { 'class': 'buttons' }, [make('a', { 'class': 'button', href: link }, [word('mail')])]),
      make('p', {}, [word('or-else').replace('{email}', data.email)]),
      pre,
      make('div', { 'class': 'buttons' }, [copy, print, back, told])
    ].forEach(function (node) { done.appendChild(node); });
    form.hidden = true;
    done.hidden = false;
    done.focus();
  }

  language = choose();
  draw();
})();
