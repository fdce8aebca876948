namespace Luthien.Streams;

/// <summary>Where kill switches are made.</summary>
public static class KillSwitches
{
    /// <summary>A flow that passes everything on and materialises a switch to end the stream there.</summary>
    public static Flow<T, T, UniqueKillSwitch> Single<T>() =>
        Flow.FromStage<T, T, UniqueKillSwitch>(() =>
        {
            var killSwitch = new UniqueKillSwitch();
            return (new KillSwitchStage<T>(killSwitch.State), killSwitch);
        });

    /// <summary>A switch whose flows may be put into any number of streams.</summary>
    public static SharedKillSwitch Shared(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new SharedKillSwitch(name);
    }

    /// <summary>A flow that passes everything on until the token is cancelled.</summary>
    /// <param name="token">The token.</param>
    /// <param name="graceful">True to complete the stream there; false to fail it with an <see cref="OperationCanceledException"/>.</param>
    public static Flow<T, T, NotUsed> AsFlow<T>(this CancellationToken token, bool graceful) =>
        Flow.FromStage<T, T>(() => new TokenStage<T>(graceful, token));
}
