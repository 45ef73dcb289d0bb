// fails with: engine/distribute/distribute.hpp.*(No such file|file not found)
// Reading may not know how money is distributed.
#ifdef MUST_FAIL
#include "engine/distribute/distribute.hpp"
#else
#include "inputs/read_plan.hpp"
#endif
