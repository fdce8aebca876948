namespace LuthienProxy.Policies.Running;

/// <summary>
/// Times one policy's hooks while somebody listens: the one place that does. Its hooks run one after the other; a hook that was given up has run until then.
/// Allocates nothing. Not thread-safe.
/// </summary>
struct HookClock(PolicyContext context)
{
    long _since;
    PolicyHook _hook;
    bool _runs;

    /// <summary>A hook is called.</summary>
    public void Begin(PolicyHook hook)
    {
        _runs = context.HearsHooks;
        if (!_runs)
            return;
        _hook = hook;
        _since = context.Time.GetTimestamp();
    }

    /// <summary>It has returned or failed; nothing when none runs.</summary>
    public void End()
    {
        if (!_runs)
            return;
        _runs = false;
        context.Ran(_hook, context.Time.GetElapsedTime(_since));
    }
}
