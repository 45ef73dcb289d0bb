// fails with: engine/assess/assess.hpp.*(No such file|file not found)
// Distributing sees demands of one shape and never how they were assessed.
#ifdef MUST_FAIL
#include "engine/assess/assess.hpp"
#else
#include "engine/distribute/distribute.hpp"
#endif
