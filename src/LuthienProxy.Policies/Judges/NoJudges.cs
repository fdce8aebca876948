namespace LuthienProxy.Policies.Judges;

/// <summary>Stands where no judge can be asked: policies that need one are refused at load.</summary>
public sealed class NoJudges : IJudges
{
    NoJudges()
    {
    }

    /// <summary>The one instance.</summary>
    public static NoJudges Instance { get; } = new();

    /// <inheritdoc/>
    public IJudge? Find(string upstream) => null;
}
