-- Goes on counting from a later epoch. KEYS: run, leases. ARGV: epoch, the later one, run id, lease in seconds.
-- Returns 1, or 0 if the first is not the run's any more.
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return 0
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[2])
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[4]), ARGV[3])
return 1
