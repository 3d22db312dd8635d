// An application of the demo with its key pair, kept in files of the data directory so that every start prints the same.
#pragma once

#include <string>

#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"

namespace switchyard::app {

struct DemoCredentials {
  std::string client_id;
  Secret api_key;
  std::string private_key_file;  // PEM.
};

struct DemoApplication {
  std::string name;
  std::string file_stem;   // demo/STEM.pem, demo/STEM.client in the data directory.
  bool is_operator = false;
};

// Made in Test where the files are not there; else read from them. A partner of the demo may also read personal data.
Result<DemoCredentials> provide_demo_credentials(Installation& installation, AccessPlane& access, const DemoApplication& application);

// As a former demo left them: file_unreadable where there was none.
Result<DemoCredentials> read_demo_credentials(const std::string& data_directory, const std::string& file_stem);

}  // namespace switchyard::app
