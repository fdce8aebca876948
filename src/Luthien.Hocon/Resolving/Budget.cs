using System.Runtime.CompilerServices;

namespace Luthien.Hocon.Resolving;

/// <summary>Counts what one resolution costs and stops it, with the place, at a limit.</summary>
sealed class Budget(HoconLimits limits)
{
    // Building a tree of n values takes a few times n steps; merging the same objects over and over takes many more.
    const int StepsPerValue = 20;

    int _expansions;
    long _steps;
    long _characters;

    public void Expand(HoconOrigin origin)
    {
        if (++_expansions > limits.Expansions)
            throw new HoconException(origin, $"more than {limits.Expansions} substitutions are expanded");
    }

    /// <summary>Guards recursion: a chain of references is as deep as its text is long.</summary>
    public static void CheckStack(HoconOrigin origin)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new HoconException(origin, "references lead to references too deeply");
    }

    public void Join(HoconOrigin origin, int characters)
    {
        _characters += characters;
        if (_characters > limits.TextLength)
            throw new HoconException(origin, $"joined strings hold more than {limits.TextLength} characters");
    }

    /// <summary>Accepts a container that was just built, or refuses it.</summary>
    public T Checked<T>(T value)
        where T : HoconValue
    {
        if (value.Depth > limits.Nesting)
            throw new HoconException(value.Origin, $"resolves to something nested more than {limits.Nesting} deep");
        if (value.Weight > limits.Values)
            throw new HoconException(value.Origin, $"resolves to more than {limits.Values} values");
        Step(value.Origin, value is HoconObject o ? o.Fields.Count : value is HoconArray a ? a.Items.Count : 1);
        return value;
    }

    public void Step(HoconOrigin origin, int count)
    {
        _steps += count;
        if (_steps > (long)limits.Values * StepsPerValue)
            throw new HoconException(origin, "resolving this configuration takes too many steps");
    }
}
