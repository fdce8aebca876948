namespace LuthienProxy.Policies;

/// <summary>The base of what this room throws: a policy cannot decide. The stage answers it as its <see cref="FailureMode"/> says.</summary>
public class PolicyException : Exception
{
    /// <summary>States why, without quoting content: it goes on record.</summary>
    public PolicyException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
