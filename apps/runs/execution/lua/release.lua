-- Lets a run sleep that has been shown as it is. KEYS: run, inbox, leases. ARGV: epoch, run id.
-- A command that came before the run fell asleep has woken nobody: then the run must go on.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return 'past'
end
if redis.call('LLEN', KEYS[2]) > 0 then
    return 'waiting'
end
redis.call('ZREM', KEYS[3], ARGV[2])
return 'released'
