display_name                = "Other news"
num_retries                 = 7
signature_version           = 1
content_based_deduplication = false
policy_action               = "SNS:GetTopicAttributes"
raw_message_delivery        = false
filter_policy               = { order = { kind = ["c"] } }
filter_policy_scope         = "MessageBody"
dead_letters                = false
tags                        = { team = "mail", stage = "second" }
push_key                    = "second"
push_sample_rate            = 20
sms_type                    = "Transactional"
