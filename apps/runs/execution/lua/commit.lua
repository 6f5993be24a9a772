-- Ends a slice, all of it or, if the epoch is no longer the run's, nothing of it.
-- KEYS: run, checkpoint, upload, frames, inbox, leases, watchers
-- ARGV: epoch, run id, status, state, commands consumed, lease in seconds, frames kept, seconds kept, ended,
--       the cutter's three parts, each or '' if it is as before, log or '', whether the run rests until somebody
--       wants it, the server's name or '', frames…
-- Returns the new epoch, how many watch, and how many commands wait.
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    redis.call('UNLINK', KEYS[3])
    return nil
end
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HSET', KEYS[1], 'status', ARGV[3], 'state', ARGV[4], 'rests', ARGV[14], 'attempts', 0, 'revivals', 0)
for index, part in pairs({[10] = 'cutter', [11] = 'reading0', [12] = 'reading1', [13] = 'log', [15] = 'server'}) do
    if ARGV[index] ~= '' then
        redis.call('HSET', KEYS[1], part, ARGV[index])
    end
end
for index = 16, #ARGV do
    redis.call('RPUSH', KEYS[4], ARGV[index])
end
redis.call('LTRIM', KEYS[4], -tonumber(ARGV[7]), -1)
if ARGV[9] == '1' then
    redis.call('UNLINK', KEYS[2], KEYS[3], KEYS[5])
    redis.call('HDEL', KEYS[1], 'cutter', 'reading0', 'reading1')
else
    if redis.call('EXISTS', KEYS[3]) == 1 then
        redis.call('RENAME', KEYS[3], KEYS[2])
    end
    redis.call('LTRIM', KEYS[5], tonumber(ARGV[5]), -1)
end
redis.call('ZADD', KEYS[6], now + ARGV[6], ARGV[2])
for _, index in ipairs({1, 2, 4, 5}) do
    redis.call('EXPIRE', KEYS[index], ARGV[8])
end
return {epoch, redis.call('ZCOUNT', KEYS[7], now, '+inf'), redis.call('LLEN', KEYS[5])}
