// fails with: inputs/read_plan.hpp.*(No such file|file not found)
// The shared words know nobody.
#ifdef MUST_FAIL
#include "inputs/read_plan.hpp"
#else
#include "models/plan.hpp"
#endif
