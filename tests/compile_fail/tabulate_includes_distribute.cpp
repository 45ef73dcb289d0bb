// fails with: engine/distribute/distribute.hpp.*(No such file|file not found)
// Tables are views of the ledger; they cannot distribute.
#ifdef MUST_FAIL
#include "engine/distribute/distribute.hpp"
#else
#include "outputs/tabulate/tabulate.hpp"
#endif
