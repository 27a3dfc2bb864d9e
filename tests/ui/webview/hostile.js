// A page that wants out. It tries every way it knows, each towards a port of its own, and tells
// what it tried: `hostile.tried[name]` is 'made' or 'threw …', `hostile.found[name]` what came of it.
// `hostile.arm(ports, onlyNetwork)` waits for a click, since some ways are only open to somebody who clicks.
'use strict';
window.hostile = {tried: {}, found: {}, done: false};
(() => {
  const add = (name, attributes, parent = document.body) =>
    parent.appendChild(Object.assign(document.createElement(name), attributes));
  const link = (rel, href, more = {}) => add('link', {rel, href, ...more}, document.head);
  const click = (attributes) => add('a', {textContent: 'x', ...attributes}).click();
  const blob = (text, type) => URL.createObjectURL(new Blob([text], {type}));
  const svg = (name, href) => {
    const root = document.body.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
    root.appendChild(document.createElementNS('http://www.w3.org/2000/svg', name)).setAttribute('href', href);
  };
  const rtc = async (urls, Peer = window.RTCPeerConnection) => {
    const peer = new Peer({iceServers: [{urls, username: 'u', credential: 'c'}]});
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    return 'offer made';
  };

  // Each towards `url`, where something listens.
  const network = {
    fetch: (url) => fetch(url),
    fetch_post: (url) => fetch(url, {method: 'POST', mode: 'no-cors', body: 'x'}),
    fetch_keepalive: (url) => fetch(url, {keepalive: true, mode: 'no-cors'}),
    xhr: (url) => { const x = new XMLHttpRequest(); x.open('GET', url); x.send(); },
    image: (url) => { new Image().src = url; },
    svg_image: (url) => svg('image', url),
    beacon: (url) => navigator.sendBeacon(url, 'x'),
    websocket: (url) => { new WebSocket(url.replace('http', 'ws')); },
    websocket_secure: (url) => { new WebSocket(url.replace('http', 'wss')); },
    event_source: (url) => { new EventSource(url); },
    worker: (url) => { new Worker(url); },
    worker_blob: (url) => { new Worker(blob(`fetch('${url}', {mode: 'no-cors'})`, 'text/javascript')); },
    worker_socket: (url) => {
      new Worker(blob(`new WebSocket('${url.replace('http', 'ws')}')`, 'text/javascript'));
    },
    shared_worker: (url) => { new SharedWorker(url); },
    shared_worker_blob: (url) => {
      new SharedWorker(blob(`fetch('${url}', {mode: 'no-cors'})`, 'text/javascript'));
    },
    service_worker: (_url, own) => navigator.serviceWorker.register(`${own}/service_worker`),
    worklet: (url) => new AudioContext().audioWorklet.addModule(url),
    script: (url) => { add('script', {src: url}, document.head); },
    script_import: (url) => import(url),
    stylesheet: (url) => { link('stylesheet', url); },
    css_import: (url) => { add('style', {textContent: `@import url(${url});`}, document.head); },
    css_background: (url) => { document.body.style.backgroundImage = `url(${url})`; },
    font: (url) => new FontFace('hostile', `url(${url})`).load(),
    iframe: (url) => { add('iframe', {src: url}); },
    iframe_srcdoc: (url) => { add('iframe', {srcdoc: `<img src="${url}">`}); },
    iframe_blob: (url) => { add('iframe', {src: blob(`<img src="${url}">`, 'text/html')}); },
    iframe_data: (url) => { add('iframe', {src: `data:text/html,<img src="${url}">`}); },
    iframe_script: (url) => {
      const frame = add('iframe', {});
      new frame.contentWindow.Image().src = url;
    },
    object: (url) => { add('object', {data: url}); },
    embed: (url) => { add('embed', {src: url}); },
    video: (url) => { add('video', {src: url, preload: 'auto'}); },
    audio: (url) => { new Audio(url).play(); },
    manifest: (url) => { link('manifest', url); },
    icon: (url) => { link('icon', url); },
    preconnect: (url) => { link('preconnect', url); },
    preconnect_anonymous: (url) => { link('preconnect', url, {crossOrigin: 'anonymous'}); },
    preconnect_secure: (url) => { link('preconnect', url.replace('http', 'https')); },
    dns_prefetch: (url) => { link('dns-prefetch', url); },
    prefetch: (url) => { link('prefetch', url); },
    preload: (url) => { link('preload', url, {as: 'image'}); },
    module_preload: (url) => { link('modulepreload', url); },
    prerender: (url) => { link('prerender', url); },
    speculation: (url) => {
      const rules = {prefetch: [{source: 'list', urls: [url], eagerness: 'immediate'}],
        prerender: [{source: 'list', urls: [url], eagerness: 'immediate'}]};
      add('script', {type: 'speculationrules', textContent: JSON.stringify(rules)}, document.head);
    },
    ping: (url) => { click({href: '#x', ping: url}); },
    web_transport: (url) => { new WebTransport(url.replace('http', 'https')); },
    rtc_stun: (url) => rtc(`stun:${url.split('/')[2]}`),
    rtc_turn: (url) => rtc(`turn:${url.split('/')[2]}?transport=tcp`),
    // a frame of its own has the constructors as the engine made them
    rtc_stun_in_frame: (url) => {
      const {RTCPeerConnection} = add('iframe', {}).contentWindow;
      return rtc(`stun:${url.split('/')[2]}`, RTCPeerConnection);
    },
    rtc_turn_in_frame: (url) => {
      const {RTCPeerConnection} = add('iframe', {}).contentWindow;
      return rtc(`turn:${url.split('/')[2]}`, RTCPeerConnection);
    },
    rtc_tcp_in_frame: (url) => {
      const {RTCPeerConnection} = add('iframe', {}).contentWindow;
      return rtc(`turn:${url.split('/')[2]}?transport=tcp`, RTCPeerConnection);
    },
    rtc_tls_in_frame: (url) => {
      const {RTCPeerConnection} = add('iframe', {}).contentWindow;
      return rtc(`turns:${url.split('/')[2]}?transport=tcp`, RTCPeerConnection);
    },
    form_post: (url) => { add('form', {method: 'post', action: url}).submit(); },
    form_blank: (url) => { add('form', {action: url, target: '_blank'}).submit(); },
    form_in_frame: (url) => {
      add('iframe', {name: 'inside'});
      add('form', {action: url, target: 'inside'}).submit();
    },
    window_open: (url) => { window.open(url); },
    window_written: (url) => { window.open('').document.write(`<img src="${url}">`); },
    link_blank: (url) => { click({href: url, target: '_blank'}); },
    link_noopener: (url) => { click({href: url, target: '_blank', rel: 'noopener'}); },
    download: (url) => { click({href: url, download: 'x.txt'}); },
    disposition: (url) => { add('iframe', {src: url}); },
    meta_refresh: (url) => { add('meta', {httpEquiv: 'refresh', content: `0; url=${url}`}, document.head); },
    navigation: (url) => { location.href = url; },
    navigation_replaced: (url) => { location.replace(url); },
  };

  // Other programs of the machine, and its files.
  const schemes = {
    mailto: 'mailto:a@example.test', tel: 'tel:1', sms: 'sms:1', ftp: 'ftp://127.0.0.1/x',
    custom: 'x-other-app:x', intent: 'intent:x#Intent;scheme=x;end', file: 'file:///etc/passwd',
    view_source: 'view-source:https://till.invalid/', chrome: 'chrome://gpu', qrc: 'qrc:/x',
    data: 'data:text/html,x', blob: '', javascript: 'javascript:void(0)',
  };
  const elsewhere = {};
  for (const [name, url] of Object.entries(schemes)) {
    const target = () => url || blob('x', 'text/html');
    elsewhere[`${name}_link`] = () => click({href: target()});
    elsewhere[`${name}_blank`] = () => click({href: target(), target: '_blank'});
    elsewhere[`${name}_frame`] = () => { add('iframe', {src: target()}); };
    elsewhere[`${name}_moved`] = () => { location.href = target(); };
  }

  // What belongs to the till or its customer. A promise that is kept has got it.
  const taken = {
    clipboard_read: () => navigator.clipboard.readText(),
    clipboard_items: () => navigator.clipboard.read(),
    clipboard_write: () => navigator.clipboard.writeText('taken'),
    paste: () => {
      const field = add('textarea', {});
      field.focus();
      document.execCommand('paste');
      return field.value ? Promise.resolve(field.value) : Promise.reject(new Error('empty'));
    },
    notification: async () => {
      if (await Notification.requestPermission() !== 'granted') throw new Error('denied');
    },
    geolocation: () => new Promise((kept, broken) => {
      navigator.geolocation.getCurrentPosition(kept, broken);
    }),
    camera: () => navigator.mediaDevices.getUserMedia({video: true}),
    microphone: () => navigator.mediaDevices.getUserMedia({audio: true}),
    screen: () => navigator.mediaDevices.getDisplayMedia(),
    fullscreen: () => document.documentElement.requestFullscreen(),
    pointer_lock: () => document.body.requestPointerLock(),
    midi: () => navigator.requestMIDIAccess({sysex: true}),
    usb: () => navigator.usb.requestDevice({filters: []}),
    hid: async () => {
      if (!(await navigator.hid.requestDevice({filters: []})).length) throw new Error('none');
    },
    serial: () => navigator.serial.requestPort(),
    bluetooth: () => navigator.bluetooth.requestDevice({acceptAllDevices: true}),
    open_file: () => window.showOpenFilePicker(),
    save_file: () => window.showSaveFilePicker(),
    folder: () => window.showDirectoryPicker(),
    file_field: () => new Promise((kept, broken) => {
      const field = add('input', {type: 'file', onchange: kept, oncancel: broken});
      field.click();
      setTimeout(() => broken(new Error('no file')), 1000);
    }),
    share: () => navigator.share({text: 'x'}),
    fonts: async () => {
      if (!(await window.queryLocalFonts()).length) throw new Error('none');
    },
    persist: async () => { if (!await navigator.storage.persist()) throw new Error('no'); },
    idle: async () => { if (await IdleDetector.requestPermission() !== 'granted') throw new Error('no'); },
    protocol_handler: async () => {
      navigator.registerProtocolHandler('web+hostile', `${location.origin}/?x=%s`);
      throw new Error('nothing is told');
    },
    print: async () => { window.print(); throw new Error('nothing is told'); },
    alert: async () => { if (!confirm('x')) throw new Error('no'); },
  };

  const pause = (ms) => new Promise((go) => { setTimeout(go, ms); });
  const attempt = (name, act) => {
    try {
      const came = act();
      hostile.tried[name] = 'made';
      if (came && came.then) {
        came.then(() => { hostile.found[name] = 'kept'; },
          (no) => { hostile.found[name] = `refused ${no && (no.name || no.code)}`; });
      }
    } catch (no) {
      hostile.tried[name] = `threw ${no.name}`;
    }
  };
  hostile.names = [...Object.keys(network), ...Object.keys(elsewhere), ...Object.keys(taken)];
  hostile.run = async (ports, onlyNetwork) => {
    const own = `http://127.0.0.1:${ports.service_worker}`;
    for (const [name, act] of onlyNetwork ? [] : Object.entries(taken)) attempt(name, act);
    await pause(300);
    for (const [name, act] of Object.entries(network)) {
      attempt(name, () => act(`http://127.0.0.1:${ports[name]}/${name}`, own));
      await pause(15);
    }
    for (const [name, act] of onlyNetwork ? [] : Object.entries(elsewhere)) {
      attempt(name, act);
      await pause(5);
    }
    await pause(2500);
    hostile.done = true;
  };
  hostile.network = Object.keys(network);
  hostile.arm = (ports, onlyNetwork) => addEventListener('click', (event) => {
    if (event.isTrusted) hostile.run(ports, onlyNetwork);
  }, {once: true});
})();
