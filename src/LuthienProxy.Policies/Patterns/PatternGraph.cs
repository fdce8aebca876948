using System.Collections.Immutable;
using System.Diagnostics;

namespace LuthienProxy.Policies.Patterns;

/// <summary>A pattern as a graph of states (Thompson's construction): the step between what was read and the table that is run.</summary>
sealed class PatternGraph
{
    const int MostStates = 20_000;

    readonly List<(CharSet? On, int To, int Or)> _states = [];

    PatternGraph()
    {
    }

    public int Start { get; private init; }

    /// <summary>The state that accepts.</summary>
    public const int Accept = 0;

    public static PatternGraph Of(PatternNode node)
    {
        var graph = new PatternGraph();
        graph.Add(null, -1, -1);
        var start = graph.Build(node, Accept);
        return new(graph, start);
    }

    PatternGraph(PatternGraph built, int start)
    {
        _states = built._states;
        Start = start;
    }

    /// <summary>The sets that states wait for.</summary>
    public IEnumerable<CharSet> Sets => _states.Select(state => state.On).OfType<CharSet>();

    /// <summary>What a state waits for and where that leads; null when it waits for nothing.</summary>
    public (CharSet On, int To)? StepOf(int state) => _states[state] is { On: { } on } step ? (on, step.To) : null;

    /// <summary>The states that can be reached from these without a character, in order.</summary>
    public ImmutableArray<int> Closure(IEnumerable<int> states)
    {
        var reached = new SortedSet<int>();
        var open = new Stack<int>(states);
        while (open.TryPop(out var state))
        {
            if (state < 0 || !reached.Add(state) || _states[state].On is not null)
                continue;
            open.Push(_states[state].To);
            open.Push(_states[state].Or);
        }
        return [.. reached.Where(state => state == Accept || _states[state].On is not null)];
    }

    // Built from the back: each part is told where it leads.
    int Build(PatternNode node, int next) => node switch
    {
        PatternNode.One one => Add(one.Set, next, -1),
        PatternNode.Row row => row.Parts.Reverse().Aggregate(next, (behind, part) => Build(part, behind)),
        PatternNode.Choice choice => choice.Options.Skip(1).Aggregate(Build(choice.Options[0], next), (before, option) => Add(null, before, Build(option, next))),
        PatternNode.Repeat repeat => BuildRepeat(repeat, next),
        _ => throw new UnreachableException(),
    };

    int BuildRepeat(PatternNode.Repeat repeat, int next)
    {
        var entry = next;
        if (repeat.Most is not { } most)
        {
            entry = Add(null, -1, next);
            _states[entry] = (null, Build(repeat.Inner, entry), next);
        }
        else
        {
            for (var optional = most - repeat.Least; optional > 0; optional--)
                entry = Add(null, Build(repeat.Inner, entry), next);
        }
        for (var fixedTimes = repeat.Least; fixedTimes > 0; fixedTimes--)
            entry = Build(repeat.Inner, entry);
        return entry;
    }

    int Add(CharSet? on, int to, int or)
    {
        if (_states.Count >= MostStates)
            throw new PatternException("The pattern is too large: it repeats too much.");
        _states.Add((on, to, or));
        return _states.Count - 1;
    }
}
