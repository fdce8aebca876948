namespace LuthienProxy.Policies.Judges;

/// <summary>The judges that the gateway can ask: one for each upstream that has a key of the server's own. Thread-safe.</summary>
public interface IJudges
{
    /// <summary>The judge behind an upstream; null when there is no such upstream or the server has no key for it. A client's key is never used.</summary>
    IJudge? Find(string upstream);
}
