-- Somebody watches. KEYS: watchers, run, leases. ARGV: who, for how many seconds that holds, run id, lease in seconds.
-- Returns, for a run that rested because nobody did, the epoch that wakes it.
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
redis.call('EXPIRE', KEYS[1], 2 * tonumber(ARGV[2]))
if redis.call('HGET', KEYS[2], 'rests') ~= '1' then
    return nil
end
redis.call('HSET', KEYS[2], 'rests', 0)
redis.call('ZADD', KEYS[3], now + tonumber(ARGV[4]), ARGV[3])
return tonumber(redis.call('HGET', KEYS[2], 'epoch'))
