#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace phanbo {

/// Runs job(0) … job(count − 1), each once, on up to `threads` threads at a time, begun in order;
/// returns when all are done. Jobs must not depend on each other, so that the outcome is the same
/// for every number of threads. Where jobs throw, the exception of the first of them is passed on.
/// Where the system gives no further thread, those there are do the work.
template <class Job>
void run_jobs(int threads, std::size_t count, const Job& job) {
  std::vector<std::exception_ptr> failures(count);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        job(i);
      } catch (...) {
        failures[i] = std::current_exception();
      }
    }
  };
  {
    const auto most = static_cast<std::size_t>(std::max(threads, 1));
    std::vector<std::jthread> helpers;
    try {
      for (std::size_t i = 1; i < std::min(most, count); ++i) helpers.emplace_back(work);
    } catch (const std::system_error&) {
    }
    work();
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace phanbo
