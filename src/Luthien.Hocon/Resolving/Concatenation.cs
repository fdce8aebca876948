using System.Text;

namespace Luthien.Hocon.Resolving;

/// <summary>Joins values that stood side by side: objects merge, arrays append, scalars make a string.</summary>
static class Concatenation
{
    /// <summary>Joins pieces, each with the whitespace before it. A null piece is an undefined optional substitution; null when all are.</summary>
    public static HoconValue? Join(HoconOrigin origin, IReadOnlyList<(string Gap, HoconValue? Value)> pieces, Budget budget)
    {
        var defined = pieces.Where(p => p.Value is not null).Select(p => p.Value!).ToList();
        if (defined.Count == 0)
            return null;
        if (defined.TrueForAll(v => v is HoconScalar))
            return defined.Count == 1 && pieces.All(p => p.Gap.Length == 0) ? defined[0] : Text(origin, pieces, budget);
        if (defined.TrueForAll(v => v is HoconObject))
            return defined.Cast<HoconObject>().Aggregate((below, above) => budget.Checked(above.Over(below)));
        return Append(origin, defined, budget);
    }

    /// <summary>Appends arrays; a numerically keyed object counts as one.</summary>
    public static HoconArray Append(HoconOrigin origin, IReadOnlyList<HoconValue> values, Budget budget)
    {
        var items = new List<HoconValue>();
        foreach (var value in values)
        {
            var array = value as HoconArray ?? (value as HoconObject)?.AsArray()
                ?? throw new HoconException(origin, $"cannot join {string.Join(" and ", values.Select(Kind).Distinct())} side by side");
            items.AddRange(array.Items);
        }
        return budget.Checked(new HoconArray(origin, items));
    }

    static HoconScalar Text(HoconOrigin origin, IReadOnlyList<(string Gap, HoconValue? Value)> pieces, Budget budget)
    {
        var text = new StringBuilder();
        foreach (var (gap, value) in pieces)
        {
            var piece = (value as HoconScalar)?.Text ?? "";
            budget.Join(origin, gap.Length + piece.Length);
            text.Append(gap).Append(piece);
        }
        return new HoconScalar(origin, text.ToString(), HoconScalarKind.String);
    }

    static string Kind(HoconValue value) => value switch
    {
        HoconObject => "an object",
        HoconArray => "an array",
        _ => "a text",
    };
}
