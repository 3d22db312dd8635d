-- wrk: asks the paths of a file in turn, with the credentials of the command line.
--   wrk … -s requests.lua URL -- PATHS_FILE API_KEY TOKEN
local requests, at = {}, 0

function init(args)
  local headers = {["X-API-Key"] = args[2], ["Authorization"] = "Bearer " .. args[3], ["Accept"] = "application/json"}
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format('\nRESULT {"requests":%d,"bytes":%d,"failed":%d,"p50_us":%d,"p99_us":%d}\n', summary.requests, summary.bytes,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
end
