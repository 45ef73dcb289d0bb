// fails with: inputs/read_plan.hpp.*(No such file|file not found)
// Distributing may not know where a plan was read from.
#ifdef MUST_FAIL
#include "inputs/read_plan.hpp"
#else
#include "engine/distribute/distribute.hpp"
#endif
