// fails with: engine/distribute/distribute.hpp.*(No such file|file not found)
// The audit re-checks the ledger with nothing of what made it.
#ifdef MUST_FAIL
#include "engine/distribute/distribute.hpp"
#else
#include "engine/audit/audit.hpp"
#endif
