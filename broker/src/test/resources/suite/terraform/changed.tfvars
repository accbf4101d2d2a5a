tags = { team = "post", owner = "me" }

visibility_timeout          = 60
policy_effect               = "Deny"
encrypted_by                = null
max_receive_count           = 5
content_based_deduplication = false
throughput_limit            = "perQueue"

display_name         = "Other news"
num_retries          = 7
signature_version    = 1
policy_action        = "SNS:GetTopicAttributes"
raw_message_delivery = false
filter_policy        = { order = { kind = ["c"] } }
filter_policy_scope  = "MessageBody"
dead_letters         = false
push_key             = "second"
push_sample_rate     = 20
sms_type             = "Transactional"
