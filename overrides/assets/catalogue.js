// The catalogue: facets with honest counts over all fiches.
"use strict";
