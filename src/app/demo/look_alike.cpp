#include "app/demo/look_alike.hpp"

namespace switchyard::app {

std::vector<LookAlikeFile> look_alike_files(Date today) {
  std::vector<LookAlikeFile> files;
  files.push_back(harborlight_file(today));
  files.push_back(prairie_crown_file(today));
  files.push_back(bluestem_gas_file(today));
  files.push_back(keystone_lantern_file(today));
  files.push_back(northgate_file(today));
  files.push_back(wayside_file(today));
  return files;
}

}  // namespace switchyard::app
