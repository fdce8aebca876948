using System.Text;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>What a filter asks of the calls <c>t</c>, its text left out, as SQL and the values for it. Values never stand in the SQL.</summary>
sealed class CallConditions
{
    readonly StringBuilder _sql = new();
    readonly List<(string Name, object? Value)> _parameters = [];

    internal CallConditions(CallFilter filter)
    {
        Range = IdRange.Of(filter.From, filter.To);
        Add("model", filter.Model);
        Add("status", filter.Status);
        Add("state", filter.State is { } state ? QueryWords.Of(state) : null);
        Add("kind", filter.Kind is { } kind ? QueryWords.Of(kind) : null);
        Add("session_id", filter.SessionId);
        Add("trace_id", filter.TraceId);
        Add("node_id", filter.Node);
        // In the very words of the partial index.
        if (filter.IsIntervened is { } isIntervened)
            _sql.Append(isIntervened ? " and t.is_intervened" : " and not t.is_intervened");
    }

    /// <summary>The filter's stretch of time.</summary>
    internal IdRange Range { get; }

    /// <summary>The condition on a stretch of ids and the rest of the filter.</summary>
    internal string Sql => $"t.transaction_id >= @from and t.transaction_id < @before{_sql}";

    /// <summary>The values, with the stretch to be looked at and further ones.</summary>
    internal (string Name, object? Value)[] Parameters(IdRange range, params ReadOnlySpan<(string Name, object? Value)> more) =>
        [.. _parameters, ("from", range.From), ("before", range.Before), .. more];

    void Add(string column, object? value)
    {
        if (value is null)
            return;
        _sql.Append($" and t.{column} = @{column}");
        _parameters.Add((column, value));
    }
}
