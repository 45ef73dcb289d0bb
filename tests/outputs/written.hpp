#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "outputs/sample.hpp"
#include "outputs/tabulate/tabulate.hpp"
#include "outputs/write/write_output.hpp"

namespace phanbo::test {

/// A request for the sample, with all it points at, and a folder of its own that goes away again.
struct WrittenSample {
  explicit WrittenSample(const std::string& name, Sample made = make_sample())
      : home(std::filesystem::path(::testing::TempDir()) /
             ("phanbo-" + name + "-" + std::to_string(::getpid()))),
        sample(std::move(made)),
        canonical(make_canonical()) {
    std::filesystem::remove_all(home);
    std::filesystem::create_directories(home);
    tables = tabulate(sample.plan, sample.assessment, sample.allocation);
    request.folder = home / "out";
    request.formats = {OutputFormat::json, OutputFormat::csv};
    request.program = "phanbo 0.1.0";
    request.inputs = {{"plan.json", "00ff"}};
    request.canonical = &canonical;
    request.plan = &sample.plan;
    request.assessment = &sample.assessment;
    request.allocation = &sample.allocation;
    request.tables = &tables;
  }
  WrittenSample(const WrittenSample&) = delete;
  WrittenSample& operator=(const WrittenSample&) = delete;
  ~WrittenSample() { std::filesystem::remove_all(home); }

  std::filesystem::path home;
  Sample sample;
  CanonicalPlan canonical;
  std::vector<ReportTable> tables;
  OutputRequest request;
};

}  // namespace phanbo::test
