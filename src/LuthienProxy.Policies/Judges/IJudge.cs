namespace LuthienProxy.Policies.Judges;

/// <summary>A model that can be asked. The call uses the server's key, skips the chain, and asks once: retries are the policy's. Thread-safe.</summary>
public interface IJudge
{
    /// <summary>Asks, and gives the answer's text as it came.</summary>
    /// <exception cref="JudgeException">There is no answer.</exception>
    ValueTask<string> AskAsync(JudgeQuestion question, CancellationToken cancellation);
}
