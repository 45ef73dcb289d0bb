#include "outputs/page/bar_chart.hpp"

namespace phanbo::page {

namespace {

// A colour and a pattern for each fill, so that nothing is told by colour alone. The colours are
// those of the style sheet.
constexpr Markup patterns =
    R"svg(<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="p-pr" width="7" height="7" patternUnits="userSpaceOnUse"
patternTransform="rotate(45)"><path class="c-pr" d="M0 0h7v7H0z"/>
<path class="c-on" d="M0 0h1.6v7H0z"/></pattern>
<pattern id="p-di" width="7" height="7" patternUnits="userSpaceOnUse"
><path class="c-di" d="M0 0h7v7H0z"/>
<circle class="c-on" cx="3.5" cy="3.5" r="1.3"/></pattern>
<pattern id="p-co" width="6" height="6" patternUnits="userSpaceOnUse"
><path class="c-co" d="M0 0h6v6H0z"/>
<path class="c-on" d="M0 0h6v1.4H0z"/></pattern>
<pattern id="p-ou" width="8" height="8" patternUnits="userSpaceOnUse"
patternTransform="rotate(45)"><path class="c-ou" d="M0 0h8v8H0z"/>
<path class="c-on" d="M0 0h1.4v8H0zM0 0h8v1.4H0z"/></pattern>
<pattern id="p-mi" width="7" height="7" patternUnits="userSpaceOnUse"
patternTransform="rotate(-45)"><path class="c-pa" d="M0 0h7v7H0z"/>
<path class="c-mi" d="M0 0h2v7H0z"/></pattern>
<pattern id="p-re" width="5" height="5" patternUnits="userSpaceOnUse"
><path class="c-gr" d="M0 0h5v5H0z"/>
<path class="c-on" d="M0 0h1.4v5H0z"/></pattern>
<pattern id="p-un" width="6" height="6" patternUnits="userSpaceOnUse"
><path class="c-pa" d="M0 0h6v6H0z"/>
<path class="c-gr" d="M0 0h1v6H0z"/></pattern>
<pattern id="p-ca" width="7" height="7" patternUnits="userSpaceOnUse"
><path class="c-pa" d="M0 0h7v7H0z"/>
<circle class="c-gr" cx="3.5" cy="3.5" r="1.7"/></pattern>
<pattern id="p-in" width="8" height="8" patternUnits="userSpaceOnUse"
><path class="c-pr" d="M0 0h8v8H0z"/>
<path class="c-on" d="M3.4 1.5h1.2v5H3.4zM1.5 3.4h5v1.2h-5z"/>
</pattern>
<pattern id="p-lo" width="8" height="8" patternUnits="userSpaceOnUse"
><path class="c-mi" d="M0 0h8v8H0z"/>
<path class="c-on" d="M1.5 3.4h5v1.2h-5z"/></pattern>
<pattern id="p-de" width="8" height="8" patternUnits="userSpaceOnUse"
><path class="c-pa" d="M0 0h8v8H0z"/>
<path class="c-mi" d="M1 3.3h6v1.4H1z"/></pattern>
<pattern id="p-y2" width="7" height="7" patternUnits="userSpaceOnUse"
patternTransform="rotate(45)"><path class="c-y2" d="M0 0h7v7H0z"/>
<path class="c-on" d="M0 0h1.6v7H0z"/></pattern>
<pattern id="p-y3" width="7" height="7" patternUnits="userSpaceOnUse"
><path class="c-y3" d="M0 0h7v7H0z"/>
<circle class="c-on" cx="3.5" cy="3.5" r="1.3"/></pattern>
<pattern id="p-y4" width="6" height="6" patternUnits="userSpaceOnUse"
><path class="c-y4" d="M0 0h6v6H0z"/>
<path class="c-on" d="M0 0h6v1.4H0z"/></pattern>
<pattern id="p-y5" width="8" height="8" patternUnits="userSpaceOnUse"
patternTransform="rotate(45)"><path class="c-y5" d="M0 0h8v8H0z"/>
<path class="c-on" d="M0 0h1.4v8H0zM0 0h8v1.4H0z"/></pattern>
</defs></svg>
)svg";

}  // namespace

void put_fill_patterns(Html& html) { html.put(patterns); }

}  // namespace phanbo::page
