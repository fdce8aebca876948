using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies;

/// <summary>
/// One transaction as one policy in its place in the chain sees it: its state, its decisions, its limits. Thread-safe.
/// </summary>
public sealed class PolicyContext
{
    readonly PolicyTransaction _transaction;
    readonly PolicyBinding _binding;
    readonly BlockNumbers _blocks;
    readonly int _stage;
    readonly Lock _lock = new();
    readonly Dictionary<Type, object> _states = [];
    readonly CancellationTokenSource _over;
    int _judgeCalls;
    int _hasEnded;

    internal PolicyContext(PolicyTransaction transaction, PolicyBinding binding, BlockNumbers blocks, int stage, string name, bool isShadow)
    {
        _transaction = transaction;
        _binding = binding;
        _blocks = blocks;
        _stage = stage;
        Policy = name;
        IsShadow = isShadow;
        Request = transaction.Request;
        _over = CancellationTokenSource.CreateLinkedTokenSource(transaction.Cancellation);
        Cancellation = _over.Token;
    }

    /// <summary>The transaction's id.</summary>
    public TransactionId TransactionId => _transaction.Id;

    /// <summary>What the call is for: once-per-session work must not be spent on an agent's own errands (I-58).</summary>
    public CallKind Kind => _transaction.Kind;

    /// <summary>The policy's instance name, with the names of what it is nested in: <c>outer/inner</c>.</summary>
    public string Policy { get; }

    /// <summary>The policy's instance name alone: what people are told.</summary>
    public string Name => _binding.Name;

    /// <summary>Whether the policy only looks on.</summary>
    public bool IsShadow { get; }

    /// <summary>The request as it reached this policy.</summary>
    public ConversationRequest Request { get; internal set; }

    /// <summary>Where the words that policies add are read.</summary>
    public MessageForm MessageForm => _transaction.MessageForm;

    /// <summary>The clock: the only one a policy may use.</summary>
    public TimeProvider Time => _transaction.Time;

    /// <summary>Cancelled when nobody waits for this policy any more: the client left, the transaction is over, or the policy took too long.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What the policy may take.</summary>
    public PolicyLimits Limits => _binding.Limits;

    /// <summary>What happens where the policy cannot decide.</summary>
    public FailureMode OnFailure => _binding.OnFailure ?? _binding.Policy.OnFailure;

    /// <summary>The judges that the policy can ask.</summary>
    public IJudges Judges => _transaction.Judges ?? _binding.Judges;

    /// <summary>Whether judges answer for this transaction alone.</summary>
    internal bool HasOwnJudges => _transaction.Judges is not null;

    /// <summary>Whether the transaction itself was cancelled: there is nobody to decide for.</summary>
    internal bool IsAbandoned => _transaction.Cancellation.IsCancellationRequested;

    /// <summary>How many decisions this context has put on record.</summary>
    internal int DecisionCount { get; private set; }

    /// <summary>This transaction's state of that type, made when first asked for. Two policies, or the same policy in two places, never share one.</summary>
    public T State<T>()
        where T : class, new()
    {
        lock (_lock)
        {
            if (_states.TryGetValue(typeof(T), out var state))
                return (T)state;
            var made = new T();
            _states.Add(typeof(T), made);
            return made;
        }
    }

    /// <summary>A name for a block of the policy's own, unique in the transaction.</summary>
    public BlockId NewBlock() => _blocks.Next();

    /// <summary>Puts a decision on record.</summary>
    /// <param name="verdict">What was decided.</param>
    /// <param name="reason">Why, in words for people. Never quote what a policy removes.</param>
    /// <param name="block">The block it is about; null for the request or the whole answer.</param>
    /// <param name="probability">How sure the policy is, 0 to 1.</param>
    /// <param name="took">How long it took.</param>
    public void Decide(PolicyVerdict verdict, string? reason = null, BlockId? block = null, double? probability = null, TimeSpan took = default)
    {
        lock (_lock)
            DecisionCount++;
        _transaction.Decisions.Decided(new()
        {
            Policy = Policy,
            Version = _binding.Version,
            Stage = _stage,
            IsShadow = IsShadow,
            Verdict = verdict,
            Reason = reason,
            Block = block?.Value,
            Probability = probability,
            Took = took,
        });
    }

    /// <summary>Stops whatever still runs in the policy's name.</summary>
    internal void Cancel() => _over.Cancel();

    /// <summary>The transaction is over for this policy.</summary>
    internal void End()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
            return;
        _over.Cancel();
        _over.Dispose();
    }

    /// <summary>Reports content that went in and never came out.</summary>
    internal void Swallowed() => _transaction.Decisions.Swallowed(Policy);

    /// <summary>Whether anybody wants to know how long hooks take.</summary>
    internal bool HearsHooks => _transaction.Decisions.HearsHooks;

    /// <summary>Reports how long a hook took.</summary>
    internal void Ran(PolicyHook hook, TimeSpan took) => _transaction.Decisions.Ran(Policy, hook, took);

    /// <summary>Reports that so many more characters are held back; fewer when negative.</summary>
    internal void Holds(long characters) => _transaction.Decisions.Held(sizeof(char) * characters);

    /// <summary>Puts a question to a judge on record.</summary>
    internal void Judged(JudgeCalled call) => _transaction.Decisions.Judged(call);

    /// <summary>Takes one of the judge calls that the limits allow; false when none is left.</summary>
    internal bool TryTakeJudgeCall() => Interlocked.Increment(ref _judgeCalls) <= Limits.MaxJudgeCalls;

    /// <summary>The same transaction as a policy inside this one sees it.</summary>
    internal PolicyContext Inside(PolicyBinding child) =>
        new(_transaction, child with { Judges = child.Judges is NoJudges ? _binding.Judges : child.Judges }, _blocks, _stage, $"{Policy}/{child.Name}", IsShadow || child.Mode == StageMode.Shadow)
        {
            Request = Request,
        };
}
