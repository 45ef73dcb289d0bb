#include "outputs/page/style.hpp"

namespace phanbo::page {

namespace {

// Colours are named once; text keeps 4.5:1 and marks 3:1 against the paper in both schemes.
constexpr Markup sheet = R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2430;--soft:#505c6b;--line:#d3dae3;
--tint:#f3f6fa;--deep:#14365f;--rule:#b3261e;--link:#1a4f94;--warn:#fff6e0;--warnline:#b7791f;
--ce:#1d4f91;--pr:#2b7a58;--di:#a86a12;--co:#0e7480;--ou:#75469a;--mi:#b3261e;--gr:#6f7b89;
--y1:#17375e;--y2:#2f6fb3;--y3:#0f7a6c;--y4:#8a5a9c;--y5:#9a6a1b;--on:rgba(255,255,255,.6)}
@media (prefers-color-scheme:dark){:root{--paper:#12171f;--ink:#e8edf4;--soft:#aeb9c7;
--line:#333e4d;--tint:#1a212c;--deep:#bcd4f5;--rule:#ff8a80;--link:#9cc4ff;--warn:#2b2415;
--warnline:#e0aa55;--ce:#6ea5f5;--pr:#55bd92;--di:#e0aa55;--co:#4cbecb;--ou:#c39ae6;--mi:#ff8a80;
--gr:#98a4b3;--y1:#a9c8f2;--y2:#5a97dd;--y3:#4cc0ae;--y4:#c79ad6;--y5:#dcae5d;
--on:rgba(10,14,20,.55)}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.5;
font-family:"Segoe UI","Noto Sans",Roboto,"Helvetica Neue",Arial,sans-serif;
border-top:6px solid var(--rule);overflow-wrap:break-word}
h1,h2{font-family:"Noto Serif","Times New Roman",Tinos,serif;line-height:1.25;
color:var(--deep)}
h1{font-size:clamp(1.35rem,1.1rem + 1.1vw,1.8rem);margin:.3rem 0 .4rem}
h2{font-size:1.45rem;margin:0 0 .7rem;padding-top:1.2rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.6rem 0 .5rem}
p{margin:.4rem 0 .8rem;max-width:75ch}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);
outline-offset:2px}
small{font-size:.85em;color:var(--soft);font-weight:400}
header,main,footer,nav{max-width:86rem;margin:0 auto;padding:0 clamp(1rem,3vw,2.5rem)}
header{padding-top:1.2rem}
main>section{margin:0 0 2.2rem}
main>section:first-child h2{border:0;padding-top:0}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
.kicker{margin:0;text-transform:uppercase;letter-spacing:.08em;font-size:.8rem;color:var(--soft);
font-weight:600}
.meta{color:var(--soft);margin:.2rem 0 .5rem}
.status{display:inline-block;border:1px solid currentColor;border-radius:.3rem;
padding:.2rem .7rem;font-weight:600;margin:.2rem 0 .6rem}
.status.ok{color:var(--pr)}.status.bad{color:var(--mi)}
.stamp{background:var(--warn);border-left:5px solid var(--warnline);padding:.4rem .9rem;
max-width:none;margin:.4rem 0;font-size:.93rem}
.stamp strong{letter-spacing:.04em}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:.5rem 0;
margin:.8rem 0 1.1rem;border-block:1px solid var(--line);font-size:.92rem}
.big{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));
gap:1rem 1.2rem;padding:0;margin:0 0 1.1rem}
.big li{border-left:4px solid var(--deep);padding-left:.8rem}
#big-missing{border-color:var(--mi)}
.big b{display:block;font-size:clamp(1.35rem,1.1rem + 1.2vw,2rem);line-height:1.15;
font-variant-numeric:tabular-nums;font-weight:650}
.big span{display:block;font-weight:600}.big small{display:block}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:1rem;
margin:0 0 1.4rem}
.card{background:var(--tint);border:1px solid var(--line);border-radius:.5rem;
padding:.9rem 1.1rem}
.card h3{margin:0 0 .5rem;color:var(--deep)}
.card ul{margin:0;padding:0;list-style:none}
.card li{padding:.4rem 0;border-top:1px solid var(--line)}
.card li:first-child{border-top:0;padding-top:0}
.card b,.lead{font-variant-numeric:tabular-nums}
.lead{font-size:1.05rem}
.must{font-style:normal;border:1px solid var(--mi);color:var(--mi);border-radius:.2rem;
padding:0 .3rem;font-size:.85em}
figure{margin:0 0 1.2rem}
figcaption{font-weight:600;margin:0 0 .3rem}
.single{margin-bottom:.4rem}.legend.cover{margin:0 0 1.3rem;font-size:.92rem}
.scale{font-size:.85rem;color:var(--soft);margin:.3rem 0;max-width:none}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:0;margin:0 0 .3rem;
font-size:.88rem}
.sw{width:16px;height:12px;margin-right:.4rem;vertical-align:-1px}
.bars{list-style:none;margin:0 0 1rem;padding:0}
.bars li{display:grid;grid-template-columns:1fr auto;column-gap:.8rem;align-items:end;
font-size:.9rem;padding:.15rem 0}
.bars svg.bar{grid-column:1/-1}
.bn{overflow-wrap:anywhere}.bn,.bv{padding-top:.3rem}
.bv{font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap;text-align:right}
svg.bar{display:block;width:100%;height:28px;overflow:visible}
svg.mark{overflow:visible}.mark path,.tip{fill:var(--ink)}
.flow{display:grid;grid-template-columns:minmax(6.8rem,25%) 1fr minmax(6.8rem,25%);
margin:.8rem 0 1.2rem}
.flow svg{width:100%;display:block;overflow:visible}
.fl{position:relative;font-size:.8rem;line-height:1.18}
.fl div{position:absolute;left:0;right:0;transform:translateY(-50%)}
.fl.from div{text-align:right;padding-right:.6rem}
.fl.to div{padding-left:.6rem}
.fl span{display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden}
.fl b{display:block;font-variant-numeric:tabular-nums}
.fl span span{display:inline}
.scroll{overflow-x:auto;margin:0 0 1rem;position:relative}
table{border-collapse:collapse;font-size:.88rem;width:100%}
caption{text-align:left;font-weight:600;padding:.2rem 0 .4rem}
th,td{padding:.4rem .6rem;text-align:left;vertical-align:top;
border-bottom:1px solid var(--line)}
thead th{background:var(--tint);border-bottom:2px solid var(--gr);vertical-align:bottom;
font-weight:600}
tbody th{font-weight:400;min-width:9rem;max-width:26rem}
tbody th small,td small.change{display:block}td small.change span{white-space:nowrap}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
thead .n{white-space:normal}
.sum th,.sum td{font-weight:700;border-top:2px solid var(--gr)}
.yes{color:var(--pr)}.part{color:var(--di)}
.note{color:var(--soft);font-size:.88rem}
details{border:1px solid var(--line);border-radius:.4rem;padding:.2rem .9rem;margin:0 0 1rem}
summary{cursor:pointer;padding:.4rem 0;font-weight:600}
.shortages{padding-left:1.4rem}.shortages ul{margin:0 0 .8rem;font-size:.9rem}
.shortages p{margin-bottom:.2rem}
footer{color:var(--soft);font-size:.85rem;padding-bottom:2.5rem}
.defs{position:absolute}
.f-ce{fill:var(--ce)}.f-pr{fill:url(#p-pr)}.f-di{fill:url(#p-di)}.f-co{fill:url(#p-co)}
.f-ou{fill:url(#p-ou)}.f-mi{fill:url(#p-mi)}.f-re{fill:url(#p-re)}.f-un{fill:url(#p-un)}
.f-ca{fill:url(#p-ca)}.f-y1{fill:var(--y1)}.f-y2{fill:url(#p-y2)}.f-y3{fill:url(#p-y3)}
.f-y4{fill:url(#p-y4)}.f-y5{fill:url(#p-y5)}.f-ke{fill:var(--gr)}.f-in{fill:url(#p-in)}
.f-de{fill:url(#p-de)}.f-lo{fill:url(#p-lo)}
.c-ce{fill:var(--ce)}.c-pr{fill:var(--pr)}.c-di{fill:var(--di)}.c-co{fill:var(--co)}
.c-ou{fill:var(--ou)}.c-mi{fill:var(--mi)}.c-gr{fill:var(--gr)}.c-pa{fill:var(--paper)}
.c-on{fill:var(--on)}.c-y2{fill:var(--y2)}.c-y3{fill:var(--y3)}.c-y4{fill:var(--y4)}
.c-y5{fill:var(--y5)}
.l-ce{--l:var(--ce)}.l-pr{--l:var(--pr)}.l-di{--l:var(--di)}.l-co{--l:var(--co)}
.l-ou{--l:var(--ou)}.l-gr{--l:var(--gr)}
.node{fill:var(--l)}
.ribbon{fill:var(--l);fill-opacity:.38}
.ribbon:hover{fill-opacity:.7}
.hair{fill:none;stroke:var(--l);stroke-width:1;stroke-dasharray:4 3;
vector-effect:non-scaling-stroke}
@media (min-width:48rem){.bars li{grid-template-columns:minmax(11rem,19rem) 1fr 7rem;
align-items:center}.bars svg.bar{grid-column:2;grid-row:1}.bars .bv{grid-column:3}}
@media (min-width:100rem){header,main,footer,nav{max-width:112rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:2.5rem;align-items:start}}
@media (max-width:40rem){.scroll tbody th,.scroll thead th:first-child{position:sticky;left:0;
background:var(--paper);max-width:10rem;min-width:8rem}.scroll thead th:first-child{
background:var(--tint)}th,td{padding:.35rem .45rem}td:not(.n){min-width:8.5rem}
.fl{font-size:.72rem;line-height:1.1}}
@media (forced-colors:active){svg{forced-color-adjust:none}}
@page{size:A4;margin:20mm 15mm 20mm 30mm;@top-center{content:counter(page);font-size:13pt;
font-family:"Times New Roman",serif}}
@page:first{@top-center{content:none}}
@page wide{size:A4 landscape;margin:20mm 20mm 15mm 20mm}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#333;--line:#999;
--tint:#f3f3f3;--deep:#000;--rule:#b3261e;--link:#000;--warn:#fff;--warnline:#666;--ce:#1d4f91;
--pr:#2b7a58;--di:#a86a12;--co:#0e7480;--ou:#75469a;--mi:#b3261e;--gr:#6f7b89;--y1:#17375e;
--y2:#2f6fb3;--y3:#0f7a6c;--y4:#8a5a9c;--y5:#9a6a1b;--on:rgba(255,255,255,.6)}
body{font:11pt/1.35 "Times New Roman",Tinos,serif;border:0}
header,main,footer,nav{max-width:none;padding:0}
nav,.skip{display:none}
h2{break-after:avoid;border-top:0;padding-top:0}h3,figcaption,caption,.scale,.legend{
break-after:avoid}
.bars li,tr,.card,.big li,.flow,.stamp{break-inside:avoid}
.scroll{overflow:visible}
table{font-size:8pt}th,td{padding:2pt 3pt}thead{display:table-header-group}
tbody th{min-width:0}
.cards{grid-template-columns:1fr 1fr;gap:5pt;margin-bottom:8pt}.card{padding:4pt 7pt;
font-size:9.5pt;line-height:1.25}.card h3{margin:0 0 2pt}.card li{padding:1.5pt 0}
.legend.cover{margin-bottom:6pt;font-size:9pt}.stamp{margin:3pt 0;padding:2pt 6pt;font-size:9pt}
.status{margin:2pt 0}figure:has(.flow){break-inside:avoid}.flow{zoom:.86}
.big{grid-template-columns:repeat(4,1fr);gap:6pt;margin-bottom:6pt}.big b{font-size:14pt}
.big small{font-size:8pt}
.bars li{grid-template-columns:14rem 1fr 6rem;align-items:center;font-size:9pt}
.bars svg.bar{grid-column:2;grid-row:1}.bars .bv{grid-column:3}
svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.wide{page:wide}
details{border:0;padding:0}details>summary{list-style:none}
details::details-content{content-visibility:visible;display:block}
a{text-decoration:none}}
)css";

}  // namespace

Markup style_sheet() { return sheet; }

}  // namespace phanbo::page
