-- Sends the requests of a plan file: one request a line, METHOD <tab> PATH <tab> SESSION <tab> BODY.
-- Arguments: FILE loop|once STATUS. Threads share the lines out among themselves; `once` sends each
-- line at most once. Each answer must have the status STATUS (0: not looked at).
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  local total = tonumber(args[4])
  expected, again, bad, first_bad, lines, position = tonumber(args[3]), args[2] == "loop", 0, "", {}, 0
  local index = 0
  for line in io.lines(args[1]) do
    if again or index % total == number then
      local method, path, session, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)$")
      local headers = { ["Host"] = wrk.headers["Host"] }
      if session ~= "" then
        headers["Cookie"] = "sessionid=" .. session .. "; csrftoken=" .. TOKEN
      end
      if method == "POST" then
        headers["Content-Type"] = "application/x-www-form-urlencoded"
      end
      table.insert(lines, wrk.format(method, path, headers, body ~= "" and body or nil))
    end
    index = index + 1
  end
  if again then position = number * 7 end
  exhausted = wrk.format("GET", "/_bench/exhausted/", { ["Host"] = wrk.headers["Host"] })
  if expected == 0 then response = nil end
end

function request()
  position = position + 1
  if again then return lines[(position - 1) % #lines + 1] end
  return lines[position] or exhausted
end

function response(status, headers, body)
  if status ~= expected then
    bad = bad + 1
    if first_bad == "" then first_bad = status .. " " .. (headers["Location"] or "") end
  end
end

function done(summary, latency, requests)
  local wrong, example = 0, ""
  for _, thread in ipairs(threads) do
    wrong = wrong + (thread:get("bad") or 0)
    if example == "" then example = thread:get("first_bad") or "" end
  end
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.6f, "p50_ms": %.3f, "p95_ms": %.3f, "bad": %d, "example": "%s"}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, wrong + e.connect + e.read + e.write + e.timeout + e.status, example))
end
