namespace LuthienProxy.Activity.Subscribers;

/// <summary>Whether somebody may watch. A closed choice.</summary>
public abstract record Admission
{
    Admission()
    {
    }

    /// <summary>It may; dispose of the subscription when it has ended.</summary>
    public sealed record Admitted(Subscription Subscription) : Admission;

    /// <summary>A limit is reached.</summary>
    /// <param name="Limit">Which setting.</param>
    /// <param name="RetryAfter">When it may try again.</param>
    public sealed record Refused(string Limit, TimeSpan RetryAfter) : Admission;
}
