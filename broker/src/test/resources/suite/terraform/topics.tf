variable "display_name" { default = "News" }
variable "num_retries" { default = 5 }
variable "signature_version" { default = 2 }
variable "policy_action" { default = "SNS:Publish" }
variable "raw_message_delivery" { default = true }
variable "filter_policy" { default = { kind = ["a", "b"] } }
variable "filter_policy_scope" { default = "MessageAttributes" }
variable "dead_letters" { default = true }
variable "push_key" { default = "first" }
variable "push_sample_rate" { default = 10 }
variable "sms_type" { default = "Promotional" }

resource "aws_sns_topic" "defaults" {
  name = "defaults"
}

resource "aws_sns_topic" "standard" {
  name              = "standard"
  display_name      = var.display_name
  signature_version = var.signature_version
  kms_master_key_id = "alias/mine"
  tracing_config    = "PassThrough"
  tags              = var.tags

  sqs_success_feedback_role_arn    = "arn:aws:iam::123456789012:role/feedback"
  sqs_success_feedback_sample_rate = 50

  delivery_policy = jsonencode({
    http = {
      defaultHealthyRetryPolicy = {
        minDelayTarget     = 20
        maxDelayTarget     = 20
        numRetries         = var.num_retries
        numMaxDelayRetries = 0
        numNoDelayRetries  = 0
        numMinDelayRetries = 0
        backoffFunction    = "linear"
      }
      disableSubscriptionOverrides = false
      defaultThrottlePolicy        = { maxReceivesPerSecond = 10 }
    }
  })
}

resource "aws_sns_topic_policy" "standard" {
  arn = aws_sns_topic.standard.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Id      = "mine"
    Statement = [{
      Sid       = "queues"
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = [var.policy_action, "SNS:Subscribe"]
      Resource  = aws_sns_topic.standard.arn
    }]
  })
}

resource "aws_sns_topic" "fifo" {
  name                        = "ordered.fifo"
  fifo_topic                  = true
  content_based_deduplication = var.content_based_deduplication
  fifo_throughput_scope       = "MessageGroup"
}

resource "aws_sns_topic_subscription" "plain" {
  topic_arn = aws_sns_topic.defaults.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.defaults.arn
}

resource "aws_sns_topic_subscription" "filtered" {
  topic_arn            = aws_sns_topic.standard.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.defaults.arn
  raw_message_delivery = var.raw_message_delivery
  filter_policy_scope  = var.filter_policy_scope
  filter_policy        = jsonencode(var.filter_policy)
  redrive_policy       = var.dead_letters ? jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn }) : null
}

resource "aws_sns_topic_subscription" "ordered" {
  topic_arn = aws_sns_topic.fifo.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.dead_fifo.arn
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.defaults.arn
  protocol  = "email"
  endpoint  = "somebody@example.com"
}

resource "aws_sns_platform_application" "phones" {
  name                             = "phones"
  platform                         = "GCM"
  platform_credential              = var.push_key
  success_feedback_sample_rate     = var.push_sample_rate
  event_delivery_failure_topic_arn = aws_sns_topic.defaults.arn
}

resource "aws_sns_sms_preferences" "texts" {
  default_sms_type    = var.sms_type
  default_sender_id   = "sluice"
  monthly_spend_limit = 5
}
