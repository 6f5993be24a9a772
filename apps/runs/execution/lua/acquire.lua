-- Begins a slice, if this epoch is the run's. KEYS: run, inbox, leases. ARGV: epoch, run id, lease in seconds.
-- The lease doubles with every attempt that was not committed, so that a slow slice is not taken over for ever.
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return nil
end
local attempts = redis.call('HINCRBY', KEYS[1], 'attempts', 1)
local lease = tonumber(ARGV[3]) * 2 ^ math.min(attempts - 1, 6)
redis.call('ZADD', KEYS[3], now + lease, ARGV[2])
return {redis.call('HGET', KEYS[1], 'state'), attempts, redis.call('LRANGE', KEYS[2], 0, -1)}
