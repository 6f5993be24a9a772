"""The report's style sheet, in the colours of the editor."""

STYLE = """
:root{color-scheme:light dark;--bg:#f6f7f8;--panel:#fff;--ink:#15202b;--mute:#5d6a76;--line:#e3e7ea;--soft:#eef1f3;
--accent:#0b7a75;--ok:#1f7d53;--warn:#97650a;--down:#c23535}
@media (prefers-color-scheme:dark){:root{--bg:#11161b;--panel:#181f26;--ink:#e6ebef;--mute:#94a1ad;--line:#29323b;
--soft:#202932;--accent:#34b3ab;--ok:#3fbf86;--warn:#e0a83c;--down:#ee6a6a}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.5 Inter,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:1180px;margin:0 auto;padding:40px 32px 64px}
h1{font-size:24px;line-height:1.25;font-weight:650;margin:2px 0 6px}
h2{font-size:15px;font-weight:650;margin:32px 0 8px}
p{margin:4px 0;max-width:76ch}
.quiet,figcaption{color:var(--mute);font-size:13px}
.verdict{margin:20px 0;padding:14px 18px;background:var(--panel);border:1px solid var(--line);border-radius:10px;
border-left:4px solid var(--down)}
.verdict h2{margin:0;color:var(--down);font-size:17px}
.verdict.held{border-left-color:var(--ok)}.verdict.held h2{color:var(--ok)}
.verdict.not_steady,.verdict.cut_short{border-left-color:var(--warn)}
.verdict.not_steady h2,.verdict.cut_short h2{color:var(--warn)}
.phases{display:flex;gap:28px;flex-wrap:wrap;margin:16px 0}
.phases dt{color:var(--mute);font-size:12px}.phases dd{margin:0;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;background:var(--panel);border:1px solid var(--line)}
th,td{padding:7px 12px;text-align:left;border-top:1px solid var(--line);vertical-align:top}
thead th{color:var(--mute);font-size:12px;font-weight:500;border-top:0}
thead th:nth-child(n+3):nth-child(-n+5){text-align:right}
tbody th{font-weight:550}th small{display:block;color:var(--mute);font-weight:400}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.log{width:auto;min-width:420px}.log .number{width:90px}
td.held{color:var(--ok)}td.out{color:var(--down);font-weight:600}td.allowed{color:var(--warn)}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(440px,1fr));gap:14px}
figure{margin:0;padding:12px 14px 6px;background:var(--panel);border:1px solid var(--line);border-radius:10px;
break-inside:avoid}
figcaption b{color:var(--ink);font-weight:600}
svg{display:block;width:100%;height:auto;margin-top:6px}
.grid{stroke:var(--line);stroke-width:1}.tick{fill:var(--mute);font-size:11px}
.value{fill:none;stroke:var(--accent);stroke-width:1.6;stroke-linejoin:round}
.method{fill:var(--down);fill-opacity:.09;background:color-mix(in srgb,var(--down) 14%,transparent)}
.band{fill:var(--ok);fill-opacity:.12;background:color-mix(in srgb,var(--ok) 22%,transparent)}
.key i{display:inline-block;width:14px;height:10px;border-radius:2px;margin:0 4px 0 12px}
.key i:first-child{margin-left:0}
footer{margin-top:36px}
@media print{:root{--bg:#fff;--panel:#fff;--ink:#000;--mute:#444;--line:#ccc;--soft:#eee;--accent:#0b7a75;--ok:#1f7d53;
--warn:#97650a;--down:#c23535}main{padding:0;max-width:none}body{font-size:11px}
.charts{grid-template-columns:1fr 1fr}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
@media (max-width:560px){main{padding:20px 14px}.charts{grid-template-columns:1fr}}
"""
