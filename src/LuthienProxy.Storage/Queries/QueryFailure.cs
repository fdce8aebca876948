namespace LuthienProxy.Storage.Queries;

/// <summary>Why a query has no answer. A closed choice: match it with a <c>switch</c>. Holds nothing that a caller sent.</summary>
public abstract record QueryFailure
{
    QueryFailure()
    {
    }

    /// <summary>There is no such call or session on record.</summary>
    public sealed record NotFound : QueryFailure;

    /// <summary>The question itself is wrong.</summary>
    /// <param name="Parameter">What is wrong: <c>cursor</c>, <c>limit</c>, <c>text</c>, <c>from</c>, ….</param>
    /// <param name="Rule">What it must be; continues a sentence that ends in "must be".</param>
    public sealed record Invalid(string Parameter, string Rule) : QueryFailure;

    /// <summary>The read, or the wait for its turn among the heavy ones, took longer than it may. Narrowing the question helps.</summary>
    public sealed record TimedOut : QueryFailure;

    /// <summary>The database cannot be read now.</summary>
    public sealed record Unavailable : QueryFailure;
}
