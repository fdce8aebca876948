using System.Diagnostics.CodeAnalysis;

namespace LuthienProxy.Storage.Queries;

/// <summary>An answer, or why there is none. Exactly one of the two. Immutable.</summary>
public sealed record QueryResult<T> where T : class
{
    QueryResult(T? value, QueryFailure? failure) => (Value, Failure) = (value, failure);

    /// <summary>The answer; null when there is none.</summary>
    public T? Value { get; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public QueryFailure? Failure { get; }

    /// <summary>Gives the answer, or why there is none.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out QueryFailure? failure)
    {
        (value, failure) = (Value, Failure);
        return value is not null;
    }

    public static implicit operator QueryResult<T>(T value) => new(value ?? throw new ArgumentNullException(nameof(value)), null);

    public static implicit operator QueryResult<T>(QueryFailure failure) => new(null, failure ?? throw new ArgumentNullException(nameof(failure)));
}
